"""Names and headings in letters the reader of a page knows: Georgian names in Latin ones, no large Georgian letter."""

from django.utils.translation import get_language

from eroba.kernel.base.text import is_georgian, latin_name


def as_read(name: object) -> str:
    """Write a name in the letters of the page: on a Georgian page as it stands, elsewhere in Latin letters."""
    written = str(name or "")
    if (get_language() or "ka").startswith("ka") or not is_georgian(written):
        return written
    return latin_name(written)


def as_heading(words: object) -> str:
    """Begin a heading with a large letter where its script has one: Georgian has none that fonts and readers know."""
    written = str(words or "")
    return written if is_georgian(written[:1]) else written[:1].upper() + written[1:]
