"""An official who merges a duplicate and takes it back, and a worker who tells of it, dying at each step.

`main(twice, kept, clerk)`: each life first says whether it finds the duplicate apart, merged whole, or half merged.
"""

from uuid import UUID

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, CaseMerge
from eroba.capabilities.services.queries.cases import case_by_number
from eroba.capabilities.services.tests.people import monday
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN
from eroba.kernel.matters.models import Link
from tests.recovery.every_step import LEASE_IS_OVER, Course, die_at_each_step, prepare_to_die, work

#: Taking back is for the same day: the worker has the hours between.
MERGED_AT, TOLD_AT, UNDONE_AT = (monday(hour).replace(minute=30) for hour in (0, 1, 23))
#: Its news goes the same way as that of the merge, where the worker dies at each step.
NOW_AND_THEN = 4
HALF, MERGED, APART = "half", "merged", "apart"


def standing(case: Case) -> str:
    """Whether every sign of a merge is there, or none."""
    signs = {
        case.merged_into_id is not None,
        case.closed_at is not None,
        case.matter.closed_at is not None,
        CaseMerge.objects.filter(case=case, undone_at=None).exists(),
        Link.objects.filter(source=case.matter_id, relation=Link.Relation.MERGED).exists(),
        not Clock.objects.filter(subject_id=case.matter_id, state__in=OPEN).exists(),
    }
    return HALF if len(signs) > 1 else MERGED if signs.pop() else APART


def main(twice: str, kept: str, clerk: str) -> None:
    """Merge, tell, take back, tell."""
    by = Actor(account_id=UUID(clerk), roles=frozenset({"clerk"}), label="Tea Clerk", channel="desk")
    prepare_to_die()

    def merge() -> bool:
        case = case_by_number(twice)
        try:
            into = case_by_number(kept)
            actions.merge_cases(by, case=case, edition=case.edition, into=into, because="sent twice")
        except NotAllowed:
            assert standing(case) == MERGED
        print("merged", flush=True)
        return True

    def undo() -> bool:
        merge = CaseMerge.objects.select_related("case__matter", "into__matter").get()
        try:
            actions.undo_merge(by, merge=merge)
        except NotAllowed:
            assert standing(case_by_number(twice)) == APART
        print("undone", flush=True)
        return True

    def look() -> str:
        return standing(case_by_number(twice))

    die_at_each_step("merge", merge, Course(MERGED_AT), look)
    die_at_each_step("news", work, Course(TOLD_AT, LEASE_IS_OVER), look)
    die_at_each_step("undo", undo, Course(UNDONE_AT), look)
    die_at_each_step("news", work, Course(UNDONE_AT, LEASE_IS_OVER, stride=NOW_AND_THEN), look)
