"""Files of registers put into a folder: taken by the worker, once, and removed when they were."""

import datetime as dt
import time
from pathlib import Path

from django.conf import settings

from eroba.capabilities.registers.actions import Delivered, take_copy
from eroba.capabilities.registers.copy_reading import MOST_BYTES, read_copy
from eroba.capabilities.registers.known_registers import known_registers
from eroba.capabilities.registers.models import Connection, RegisterCopy
from eroba.capabilities.registers.queries.copies import current_copy
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.tenancy.scope import current_municipality

#: A file that changed less than this ago may still be on its way.
STILL_WRITTEN_SECONDS = 5


def folder_here() -> Path:
    """Where the files of this town's registers are put, one for each: `<register>.csv`."""
    return Path(settings.REGISTER_DROPS) / current_municipality().slug


def take_dropped_files() -> int:
    """Takes each file that lies ready for a register of this town; returns how many were taken or refused."""
    codes = Connection.objects.filter(connector="csv", is_on=True).values_list("register", flat=True)
    return sum(_take(code, folder_here() / f"{code}.csv") for code in codes if code in known_registers())


def _take(register: str, path: Path) -> int:
    try:
        changed = path.stat().st_mtime
        if time.time() - changed < STILL_WRITTEN_SECONDS:
            return 0
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return 0
    as_of = dt.datetime.fromtimestamp(changed, TBILISI).date()
    delivered = Delivered.of(path.name, content, as_of)
    standing = current_copy(register)
    if standing is None or standing.file_hash != delivered.fingerprint:
        read = read_copy(content, known_registers()[register].own_fields)
        copy = take_copy(system_actor("registers"), register=register, delivered=delivered, read=read)
        if copy.state == RegisterCopy.State.REFUSED:
            # Left for whoever delivered it, under a name that is not looked at again.
            path.replace(path.with_suffix(".csv.refused"))
            return 1
    # It speaks of people: once its rows are locked away the file itself is not kept.
    path.unlink(missing_ok=True)
    return 1
