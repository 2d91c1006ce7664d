"""One service as one signed file: a zip with the folder's files and a manifest of their digests.

The same folder always gives the same bytes. What others send is opened with care: no names that lead elsewhere, no
links, no files twice, nothing larger than a folder may be, nothing that is not in the manifest.
"""

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.freezing import canonical
from eroba.capabilities.services.definition.yaml_reading import LARGEST_FILE_BYTES

MANIFEST, FORMAT = "manifest.json", 1
MOST_FILES = 610
LARGEST_ARCHIVE_BYTES = 8 * 1024 * 1024
LARGEST_CONTENT_BYTES = 32 * 1024 * 1024
_NAME = re.compile(r"(service|form|stages)\.yaml|(rules|letters|examples)/[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

Sign = Callable[[bytes], bytes]
#: Whether a signature by a public key covers these bytes.
Verify = Callable[[bytes, bytes, bytes], bool]


@dataclass(frozen=True)
class Archive:
    """An archive that was opened: its files, whose key signed it, and whether the signature covers them."""

    files: dict[str, bytes]
    code: str
    content_hash: str
    public_key: str
    is_signature_right: bool


def packed(
    files: Mapping[str, bytes], *, code: str, content_hash: str, public_key: bytes, sign: Sign
) -> bytes:
    """Return the archive of a folder's files; the same files and key give the same bytes."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "code": code,
        "content_hash": content_hash,
        "files": {name: hashlib.sha256(body).hexdigest() for name, body in files.items()},
        "public_key": public_key.hex(),
    }
    manifest["signature"] = sign(_signed(manifest)).hex()
    body = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [(MANIFEST, body), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def opened(written: bytes, verify: Verify) -> Archive:
    """Open an archive somebody sent; raises DefinitionBroken for whatever does not belong in one."""
    if len(written) > LARGEST_ARCHIVE_BYTES:
        raise _broken("", "the archive is too large", f"at most {LARGEST_ARCHIVE_BYTES // 2**20} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            files = dict(_files(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as failure:
        raise _broken(
            "", "this is not an archive of a service", "a file made by eroba service export"
        ) from failure
    manifest = _manifest(files.pop(MANIFEST, b""))
    findings = list(_not_as_said(manifest["files"], files))
    if findings:
        raise DefinitionBroken(findings)
    return Archive(
        files, manifest["code"], manifest["content_hash"], manifest["public_key"], _is_right(manifest, verify)
    )


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise _broken("", "the archive holds too many files", f"at most {MOST_FILES}")
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename
        if (name != MANIFEST and not _NAME.fullmatch(name)) or ".." in name:
            raise _broken(name[:100], "this name does not belong in a service", "the files of a folder only")
        if name in seen:
            raise _broken(name, "this file is in the archive twice", "it once")
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
            raise _broken(name, "links and locked files are not allowed", "the file itself")
        seen.add(name)
        with archive.open(entry) as body:
            # Read to the bound and one more: what the archive says of its own sizes is not believed.
            content = body.read(LARGEST_FILE_BYTES + 1)
        total += len(content)
        if len(content) > LARGEST_FILE_BYTES or total > LARGEST_CONTENT_BYTES:
            raise _broken(name, "the file is too large", f"at most {LARGEST_FILE_BYTES // 1024} kB")
        yield name, content


def _manifest(written: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(written)
    except (ValueError, RecursionError) as failure:
        raise _broken(MANIFEST, "the manifest is missing or cannot be read") from failure
    texts = ("code", "content_hash", "public_key", "signature")
    is_whole = (
        isinstance(manifest, dict)
        and isinstance(manifest.get("files"), dict)
        and all(isinstance(manifest.get(key), str) for key in texts)
    )
    if not is_whole or manifest.get("format") != FORMAT:
        raise _broken(MANIFEST, "the manifest is not of this format", "an archive of this version of Eroba")
    return dict(manifest)


def _not_as_said(digests: Mapping[str, object], files: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in sorted(set(digests) - set(files)):
        yield Finding(name, 0, "the manifest names this file, and it is not there")
    for name, body in sorted(files.items()):
        if name not in digests:
            yield Finding(name, 0, "the manifest does not name this file")
        elif hashlib.sha256(body).hexdigest() != digests[name]:
            yield Finding(
                name, 0, "the file was changed after it was signed", "the archive as it was exported"
            )


def _is_right(manifest: Mapping[str, Any], verify: Verify) -> bool:
    try:
        key, signature = bytes.fromhex(manifest["public_key"]), bytes.fromhex(manifest["signature"])
    except ValueError:
        return False
    return verify(key, signature, _signed(manifest))


def _signed(manifest: Mapping[str, Any]) -> bytes:
    return canonical({key: value for key, value in manifest.items() if key != "signature"}).encode()


def _broken(file: str, message: str, instead: str = "") -> DefinitionBroken:
    return DefinitionBroken([Finding(file or "archive", 0, message, instead)])
