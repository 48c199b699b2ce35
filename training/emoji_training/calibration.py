"""Texts of the kind the encoder will read, to prepare its 8-bit weights on."""

from emoji_ranker.text import clean

from emoji_training.lexicon import read_lexicon
from emoji_training.lexicon_emoticons import is_emoticon
from emoji_training.paths import JUDGED, LEXICON
from emoji_training.texts import read_texts

# Enough for matrices of full rank, and a few seconds of work.
_EVERY = 30


def calibration_texts() -> list[str]:
    """Collect every 30th synonym of the lexicon, and the judged messages as the encoder reads them.

    Raises:
        LexiconError: The lexicon can't be read.
        TextsError: The judged messages can't be read.
    """
    synonyms = [word for entry in read_lexicon(LEXICON) for word in entry.synonyms if not is_emoticon(word)]
    texts = [*synonyms[::_EVERY], *read_texts(JUDGED)]
    return [words for words in (clean(text).text for text in texts) if words]
