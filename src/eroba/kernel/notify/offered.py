"""Offers notices to rooms below this one."""

from eroba.kernel.notify.actions import notify_person
from eroba.kernel.notify.actions.writing import Words
from eroba.kernel.people.models import Person


class PersonNotices:
    """Answers the port `Notices` of the room of people."""

    def tell(self, person: Person, *, key: str, subject: Words, body: Words, path: str) -> None:
        """Writes the notice."""
        notify_person(person, key=key, subject=subject, body=body, path=path)
