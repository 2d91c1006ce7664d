"""Taking the file of a register: a good one takes the place of the last at once, a wrong one changes nothing."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers import facts
from eroba.capabilities.registers.copy_reading import ReadCopy
from eroba.capabilities.registers.models import CopyRow, RegisterCopy
from eroba.capabilities.registers.models.copies import PURPOSE
from eroba.capabilities.registers.rules import may_deliver_copy
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.secrets import derived_key, lock_away
from eroba.kernel.people.numbers import hash_personal_number

AT_ONCE = 2000
State = RegisterCopy.State


@dataclass(frozen=True)
class Delivered:
    """A file as it came: its name, its fingerprint, and the day its values are of."""

    name: str
    fingerprint: str
    as_of: dt.date

    @classmethod
    def of(cls, name: str, content: bytes, as_of: dt.date) -> "Delivered":
        """What is kept of a file beside its rows."""
        return cls(name[-160:], hashlib.sha256(content).hexdigest(), as_of)


@action(may=may_deliver_copy)
def take_copy(by: Actor, *, register: str, delivered: Delivered, read: ReadCopy) -> Done[RegisterCopy]:
    """Put a file in the place of the last one, whole or not at all; a file with problems is kept as refused."""
    if delivered.as_of > today():
        raise BadInput(_("The day the values are of cannot lie ahead."))
    if read.problem_count:
        return _refused(by, register, delivered, read)
    last = RegisterCopy.objects.select_for_update().filter(register=register, state=State.CURRENT).first()
    if last is not None:
        CopyRow.objects.filter(copy=last).delete()
        last.state = State.REPLACED
        last.save(update_fields=["state"])
    copy = _kept(by, register, delivered, State.CURRENT, row_count=len(read.rows))
    rows = [_row(copy, number, values) for number, values in read.rows.items()]
    CopyRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    after = {"register": register, "rows": copy.row_count, "as_of": copy.as_of, "file": copy.file_hash}
    return Done(copy, subject=copy, after=after, facts=[facts.CopyTaken(None, register)])


def _refused(by: Actor, register: str, delivered: Delivered, read: ReadCopy) -> Done[RegisterCopy]:
    problems = [[one.line, one.wrong.value, one.column] for one in read.problems]
    copy = _kept(by, register, delivered, State.REFUSED, problem_count=read.problem_count, problems=problems)
    after = {"register": register, "problems": copy.problem_count, "file": copy.file_hash}
    return Done(copy, subject=copy, after=after, facts=[facts.CopyRefused(None, register)])


def _kept(by: Actor, register: str, delivered: Delivered, state: str, **more: object) -> RegisterCopy:
    return RegisterCopy.objects.create(
        register=register,
        state=state,
        file_name=delivered.name,
        file_hash=delivered.fingerprint,
        as_of=delivered.as_of,
        delivered_by=by.label,
        **more,
    )


def _row(copy: RegisterCopy, number: str, values: Mapping[str, object]) -> CopyRow:
    hashed = hash_personal_number(number)
    content = json.dumps({"personal_number": number, "values": values}, ensure_ascii=False).encode()
    locked = lock_away(content, key=derived_key(PURPOSE), about=hashed.encode())
    return CopyRow(copy=copy, number_hash=hashed, values_locked=locked)
