"""Slack's message markup turned into the words a reader would see.

The syntax is Slack's "Formatting text for app surfaces": `<...>` for links, mentions and dates,
`&lt; &gt; &amp;` for the three escaped characters, backticks for code, `*bold* _italic_ ~strike~`.
"""

import re

# An unclosed block is code to the end; within a line the marks are only talked about.
_CODE_BLOCK = re.compile(r"```.*?```|(?<![^\n])```.*", re.DOTALL)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z' -]{0,30}")
_ANGLED = re.compile(r"<([@#!]|[a-z][a-z0-9+.-]*:|(?=[A-Z_]+>))([^<>|\n]*)(?:\|([^<>\n]*))?>")
_ADDRESS = re.compile(
    r"(?<![\w@])(?i:https?://|www\.)[^\s<>]+|(?<![\w.@+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_AT_NAME = re.compile(r"(?<![\w@])@[\w.-]+")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)[^~\n]+(?<=\S)~(?![\w~])")
_BOLD = re.compile(r"(?<![^\W_])(?<!\*)(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?!\*|[^\W_])")
_ITALIC = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w))*[^\s_])\1(?!\w)")


def strip_markup(text: str) -> str:
    """Drop code, links and mentions; keep link labels, date fallbacks and code that is plain words.

    Args:
        text: A message as Slack sends it; line breaks are kept.
    """
    text = _CODE_BLOCK.sub("\n", text)
    text = _INLINE_CODE.sub(_keep_plain_words, text)
    text = _ANGLED.sub(_keep_label, text)
    text = _drop_addresses(text)
    return _unescape(text)


def strip_formatting(text: str) -> str:
    """Drop the marks of bold and italic, and the words that the author struck out."""
    return _ITALIC.sub(r"\2", _BOLD.sub(r"\2", _STRUCK.sub(" ", text)))


def _keep_plain_words(code: re.Match[str]) -> str:
    return code[1] if _PLAIN_WORDS.fullmatch(code[1]) else " "


def _keep_label(angled: re.Match[str]) -> str:
    kind, target, label = angled[1], angled[2], angled[3]
    is_link = kind not in {"@", "#", "!", ""}
    is_date = kind == "!" and target.startswith("date^")
    says_more = label and label.strip("/") != target.strip("/")
    return _drop_addresses(label) if says_more and (is_link or is_date) else " "


def _drop_addresses(text: str) -> str:
    return _AT_NAME.sub(" ", _ADDRESS.sub(" ", text))


def _unescape(text: str) -> str:
    # `&amp;` last, so that an author's literal "&lt;" (sent as "&amp;lt;") survives.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
