"""Conditions for which the common format has no word: each stands in its `comment` as a numbered remark of its own.

`#2: rule=equalshares/add1u`, `#3: quorum=100`, `#4: places=5`, `#5: only_one_of=001,004`: a name, an equals sign, a
value, nothing else. All other remarks are for people.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eroba.capabilities.budgeting.pabulib.amounts import whole_number
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _

_NUMBER = re.compile(r"(?:^|\s)#\d+: ")
_ONE = re.compile(r"(rule|quorum|places|only_one_of)=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Conditions:
    """What a file asks for beside its rule."""

    rule: str = ""
    """The rule itself, where the words of the format do not name it and its `rule` is `unknown`."""
    quorum: int = 0
    """How many ballots must have been cast for anything to win."""
    places: int = 0
    """How many places a ranking has, where these are more than the projects."""
    only_one_of: Sequence[Sequence[str]] = ()
    """Ids of projects of which at most one wins."""


def comment_with(remark: str, conditions: Conditions) -> str:
    """The comment of a file: a remark for people, then the conditions."""
    said = [remark]
    if conditions.rule:
        said.append(f"rule={conditions.rule}")
    if conditions.quorum:
        said.append(f"quorum={conditions.quorum}")
    if conditions.places:
        said.append(f"places={conditions.places}")
    said += [f"only_one_of={','.join(ids)}" for ids in conditions.only_one_of]
    return " ".join(f"#{number}: {one}" for number, one in enumerate(said, 1))


def conditions_of(meta: Mapping[str, str]) -> Conditions:
    """The conditions in the comment of a file; raises Fault when one is said twice or makes no sense."""
    rule = ""
    counts: dict[str, int] = {}
    groups: list[tuple[str, ...]] = []
    for remark in _NUMBER.split(meta.get("comment", "")):
        if (found := _ONE.fullmatch(remark.strip())) is None:
            continue
        name, value = found.groups()
        if name == "only_one_of":
            groups.append(tuple(one.strip() for one in value.split(",")))
        elif name in counts or (name == "rule" and rule):
            raise Fault(0, _("the comment says %(name)s twice"), name=name)
        elif name == "rule":
            rule = value.strip()
        else:
            counts[name] = whole_number(value, name, 0)
    return Conditions(rule, counts.get("quorum", 0), counts.get("places", 0), tuple(groups))
