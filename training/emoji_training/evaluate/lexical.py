"""The original emojibot: words looked up among synonyms, and one of all matches at random."""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache

from emoji_training.evaluate.libraries import evaluation_extra
from emoji_training.evaluate.systems import Answer
from emoji_training.lexicon import LexiconEntry

SEED = 1
_SHORTEST = 2
# Links and mentions as Slack writes them and as people do; a lone "<" is no link.
_NO_WORDS = re.compile(r"<[^<>\s][^<>]*>|\w+://\S+|(?<!\w)@[\w.-]+|:[\w+'-]+:(?::skin-tone-[2-6]:)?")
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class LexicalBot:
    """Reacts with an emoji that has a word of the message as its synonym; without any, it stays silent."""

    name = "lexical"

    def __init__(self, entries: Sequence[LexiconEntry], seed: int = SEED) -> None:
        """Index the lexicon's synonyms of one word, in the singular.

        Raises:
            MissingLibraryError: The libraries for singulars and stop words are not installed.
        """
        self._seed = seed
        self._singular = _singulars()
        self._stop_words = _english_stop_words()
        self._emojis: dict[str, list[str]] = {}
        for entry in entries:
            for word in dict.fromkeys(map(self._singular, entry.synonyms)):
                self._emojis.setdefault(word, []).append(entry.name)

    def words(self, text: str) -> list[str]:
        """Split a message into the words that are looked up, in lower case and in the singular."""
        plain = _NO_WORDS.sub(" ", text.lower().replace(_CURLY, "'"))
        found = [word for word in _WORD.findall(plain) if word not in self._stop_words]
        return [self._singular(word) for word in found if len(word) >= _SHORTEST]

    def answer(self, text: str) -> Answer:
        """Put all matches in random order: always the same for the same message and seed.

        An emoji that two words match has two chances of coming first.
        """
        matches = [name for word in self.words(text) for name in self._emojis.get(word, ())]
        random.Random(f"{self._seed} {text}".encode("utf-8", "surrogatepass")).shuffle(matches)  # noqa: S311 - a draw, not a secret
        return Answer(tuple(dict.fromkeys(matches)), react=bool(matches))


def _singulars() -> Callable[[str], str]:
    with evaluation_extra():
        import inflect  # noqa: PLC0415 - part of the evaluation extra, guarded at the door
    engine = inflect.engine()

    @cache
    def singular(word: str) -> str:
        # The library takes letters only, and answers False for what is no plural.
        return (engine.singular_noun(word) or word) if word.isalpha() else word

    return singular


def _english_stop_words() -> frozenset[str]:
    with evaluation_extra():
        from stop_words import get_stop_words  # noqa: PLC0415 - part of the evaluation extra
    return frozenset(get_stop_words("english"))
