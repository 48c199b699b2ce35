"""A message as a few words on one line, for a terminal."""

_LONGEST = 44


def excerpt(text: str, longest: int = _LONGEST) -> str:
    """Put a message on one line, cut to a number of characters, without what would steer a terminal."""
    readable = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(readable.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def shown(name: str | None) -> str:
    """Write a decision as people read it: an emoji as a shortcode, or silence."""
    return f":{name}:" if name is not None else "silence"
