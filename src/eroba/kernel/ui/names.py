"""Names of people on a page in Latin letters: a Georgian name is written so that its reader can say it."""

from django.utils.translation import get_language

from eroba.kernel.base.text import is_georgian, latin_name


def as_read(name: object) -> str:
    """Write a name in the letters of the page: on a Georgian page as it stands, elsewhere in Latin letters."""
    written = str(name or "")
    if (get_language() or "ka").startswith("ka") or not is_georgian(written):
        return written
    return latin_name(written)
