"""Packs a person's copy of everything: what rooms say in JSON, and their files beside it."""

import json
import zipfile
from collections.abc import Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from eroba.kernel.people.models import Person
from eroba.kernel.registry import capabilities

_IN_MEMORY_BYTES = 2 * 1024 * 1024
DATA, MISSING = "my-data.json", "missing-files.txt"


def packed_copy(everything: Mapping[str, Any], person: Person) -> IO[bytes]:
    """Pack everything into one file; a file that cannot be read now is named instead of left out in silence."""
    packed, missing = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES), []  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(DATA, json.dumps(everything, ensure_ascii=False, indent=2))
        for capability in capabilities():
            for hand_over in capability.personal_files:
                for file in hand_over(person):
                    try:
                        folder.writestr(file.name, file.read())
                    except OSError:
                        missing.append(file.name)
        if missing:
            folder.writestr(MISSING, "\n".join(missing) + "\n")
    packed.seek(0)
    return packed
