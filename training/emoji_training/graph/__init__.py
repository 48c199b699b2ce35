"""A BERT sentence encoder written as the graph that ONNX Runtime computes fastest on one core.

`bert` reads the weights; `observe`, `smooth` and `rounding` prepare them for 8-bit products; `encoder` and
`products` write the nodes; `lean` joins them.
"""
