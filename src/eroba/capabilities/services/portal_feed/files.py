"""The catalogue as a file, for whoever takes it away instead of reading it on the web: `eroba export cpsv`."""

from pathlib import Path

from eroba.capabilities.services.portal_feed.documents import catalogue_document
from eroba.capabilities.services.portal_feed.graph import as_text
from eroba.capabilities.services.queries.catalogue import offered_services
from eroba.kernel.tenancy.scope import current_municipality

FILE = "catalogue.jsonld"


def write_catalogue(folder: Path) -> list[Path]:
    """Writes the catalogue of the town worked for, the same document as `services.jsonld` on the web."""
    target = folder / FILE
    document = catalogue_document(current_municipality(), offered_services())
    target.write_text(as_text(document), encoding="utf-8")
    return [target]
