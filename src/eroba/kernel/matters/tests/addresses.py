"""What stands behind the addresses of threads, for the walk through two towns."""

from typing import Any

from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party


def furnish(hall: Any) -> dict[str, dict[str, str]]:
    """Makes a matter of the resident's own, between two public ones."""
    need, answer = (
        open_matter(kind="need", prefix="WLK", title_ka=t, title_en=t, visibility="public")
        for t in ("ა", "ბ")
    )
    own = open_matter(kind="need", prefix="WLK", title_ka=hall.mark, title_en=hall.mark, visibility="parties")
    add_party(matter=own, person=hall.person)
    link_matters(source=own, relation="arose_from", target=need)
    link_matters(source=answer, relation="answers", target=own)
    return {
        "matters:thread": {"number": need.number},
        "matters:thread_json": {"number": need.number},
        "matters:tie": {"number": own.number},
    }
