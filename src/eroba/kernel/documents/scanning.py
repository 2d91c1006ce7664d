"""Asks whether a file contains a virus. A scanner that is configured and silent lets nothing in."""

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from eroba.kernel.documents.ports import ScannerSilent, VirusScanner
from eroba.kernel.documents.refused import UploadRefused
from eroba.kernel.registry.ports import is_offered, use

# The harmless string all scanners know, in two halves so that no scanner takes this file for a virus.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SILENT_MARK = "documents.scanner-silent"
_REMEMBERED_SECONDS = 600


class KnownPatterns:
    """The scanner of an installation without one: it knows the test string only."""

    def scan(self, content: bytes) -> str | None:
        """Find the test string wherever it stands."""
        return "EICAR" if _EICAR in content else None


def refuse_viruses(content: bytes) -> None:
    """Refuse bytes in which the scanner finds a virus; while the scanner is silent, refuse all."""
    try:
        found = KnownPatterns().scan(content) or _found_by_the_scanner(content)
    except ScannerSilent as error:
        cache.set(SILENT_MARK, "1", _REMEMBERED_SECONDS)
        raise UploadRefused(
            "scanner-silent",
            _(
                "Files are checked for viruses before we take them in, and that check is not working at the moment. "
                "The file was not kept; everything you typed was. Send the file again in a few minutes."
            ),
        ) from error
    if found:
        raise UploadRefused(
            "virus", _("The file contains a known virus and was not kept. Check your device for viruses.")
        )


def _found_by_the_scanner(content: bytes) -> str | None:
    if not is_offered(VirusScanner):
        return None
    return use(VirusScanner).scan(content)  # type: ignore[type-abstract]


def was_silent_lately() -> bool:
    """Tell whether a file was refused in the last ten minutes because the scanner was silent."""
    return bool(cache.get(SILENT_MARK))
