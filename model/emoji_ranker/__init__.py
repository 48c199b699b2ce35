"""Slack message in, ranked emojis out.

Nothing is imported here: `import emoji_ranker.text` must load neither numpy nor ONNX Runtime.
Start at `emoji_ranker.bundle.load_bundle`.
"""
