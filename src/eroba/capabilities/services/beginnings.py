"""What a working copy begins with: the files of a published service, another one under a new code, an archive."""

import re
from pathlib import Path

from eroba.capabilities.services.definition.files import files_of_content, files_of_folder, read_files
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.queries.working import files_that_became

SHIPPED = Path(__file__).parent / "seed"
_CODE_LINE = re.compile(r"^code:.*$", re.MULTILINE)


def files_of_service(service: Service) -> dict[str, bytes]:
    """The files a published service came from, with its test applicants where they are known.

    What is published is frozen without them, so they are looked for where it came from: the working copy that became
    it, or the folder that comes with Eroba; else the content itself is written out.
    """
    content_hash = service.current.content_hash
    return (
        files_that_became(service.code, content_hash)
        or _shipped(service.code, content_hash)
        or files_of_content(service.current.content)
    )


def under_code(files: dict[str, bytes], code: str) -> dict[str, bytes]:
    """The same files as another service; its words and the beginning of its numbers are left to the author."""
    written = files["service.yaml"].decode("utf-8-sig")
    return files | {"service.yaml": _CODE_LINE.sub(f"code: {code}", written, count=1).encode()}


def _shipped(code: str, content_hash: str) -> dict[str, bytes]:
    path = SHIPPED / code
    if not path.is_dir():
        return {}
    files = files_of_folder(path)
    try:
        is_same = read_files(files).definition.content_hash == content_hash
    except DefinitionBroken:
        return {}
    return files if is_same else {}
