"""A working copy as its pages need it: addresses, the check made once for each state, findings with their links."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.checking import Check, check_folder
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.models import Service, WorkingCopy
from eroba.capabilities.services.queries.working import Written, copy_by_id, written
from eroba.capabilities.services.report import FoundIn, found_by_file
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.clock import today

MOST_CHECKS = 20
_checks: OrderedDict[tuple[str, bytes, str], Check] = OrderedDict()


@dataclass(frozen=True)
class LinkedFile(FoundIn):
    """What was found in one file, and the address where it is mended."""

    href: str = ""


def opened(copy_id: UUID) -> Written:
    """A working copy of this town with its files. Raises NotFound."""
    return written(copy_by_id(copy_id))


def href(request: HttpRequest, route: str, copy: WorkingCopy | None = None, /, **named: Any) -> str:
    """An address of the editor, of one working copy if it is given."""
    given = named | ({"copy_id": copy.pk} if copy else {})
    return town_address(request, f"services_copies:{route}", **given)


def file_href(request: HttpRequest, copy: WorkingCopy, name: str) -> str:
    """Where one file is written: a table by its cells, everything else as text."""
    if name.startswith("rules/") and name.endswith(".json"):
        return href(request, "table", copy, name=name.removeprefix("rules/").removesuffix(".json"))
    return href(request, "file", copy, name=name)


def checked(current: Written, service: Service | None) -> Check | None:
    """Lint and simulate a working copy with the town's own amounts, once for each state of both; None while broken.

    Kept in this process only: it is nobody's data, and another process makes the same.
    """
    folder: ServiceFolder | None = current.folder
    if folder is None:
        return None
    own = service.own_settings if service else {}
    key = (current.fingerprint, canonical_json(own), today().isoformat())
    if key not in _checks:
        _checks[key] = check_folder(folder, today(), own)
        while len(_checks) > MOST_CHECKS:
            _checks.popitem(last=False)
    return _checks[key]


def linked(request: HttpRequest, current: Written, findings: list[Finding]) -> list[LinkedFile]:
    """The findings by file, each file with the address where it is mended."""
    return [
        LinkedFile(one.file, one.findings, _mend_href(request, current, one.file))
        for one in found_by_file(findings)
    ]


def findings_in(current: Written, name: str) -> list[FoundIn]:
    """What is wrong with one file, as far as reading the folder tells."""
    return found_by_file([one for one in current.broken if one.file == name])


def _mend_href(request: HttpRequest, current: Written, file: str) -> str:
    return file_href(request, current.copy, file) if file in current.texts else ""
