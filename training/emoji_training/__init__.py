"""Build everything the ranker learns from: the lexicon, the corpus, the encoder and the bundle."""
