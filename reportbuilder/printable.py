"""Print text that came from elsewhere, so that a terminal shows it and does not act on it."""


def as_printable(text: str) -> str:
    """Return text in which characters that a terminal would act on are replaced by their codes."""
    shown = []
    for character in text:
        is_safe = character.isprintable() or character == "\n"
        shown.append(character if is_safe else f"[U+{ord(character):04X}]")
    return "".join(shown)
