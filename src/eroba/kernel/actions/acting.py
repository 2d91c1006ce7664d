"""Acting for somebody else: who really acts, for whom and how far it reaches, as plain values."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Acting:
    """One human acting for another person: on which representation, and how far it reaches.

    `reach` is `all`, `service` or `case`; `target` is the service's word or the number of the case.
    """

    representation_id: UUID
    by_person_id: UUID
    reach: str
    target: str = ""
    name: str = ""
    """Who is acted for, for the eyes of who acts; never written down."""

    def covers(self, *, service: str = "", case: str = "") -> bool:
        """Whether it reaches to a service, or to one case of it."""
        if self.reach == "all":
            return True
        return bool(self.target) and self.target == {"service": service, "case": case}.get(self.reach)
