"""Sends applications for one-off social assistance: filled-in drafts are prepared, the rest is measured.

Three things are. *Accepting*, which is what a person waits to be told: of a draft the request has read, the rule is
asked, the answers are unlocked and all checked, and one sealed row is written and committed. *Opening*: a number, the
case, its clock, journal and facts, of what was accepted before, as the worker does it. And both, for somebody alone.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import eroba.capabilities.services as services
from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Draft, Service
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.drafts import draft_for
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Person
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.opening import BATCH, open_now, open_waiting
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tools.benchmark.measuring import Exhausted

TOWN = "ozurgeti"
SERVICE = "one-off-social-assistance"
EXAMPLE = "illness-middle-score"
FOLDER = Path(services.__file__).parent / "seed" / SERVICE
PREPARED = 2000


def accepter() -> Callable[[], None]:
    """One client that sends applications and is told that they were accepted."""
    town, accept = _prepared()

    def act() -> None:
        with scope(town):
            accept()

    return act


def applicant_alone() -> Callable[[], None]:
    """One client whose applications are accepted and opened in the same request."""
    town, accept = _prepared()
    with scope(town):
        while open_waiting():
            pass

    def act() -> None:
        with scope(town):
            receipt = open_now(accept())
            assert receipt.is_opened

    return act


def opener() -> Callable[[], None]:
    """One worker that opens what was accepted before, a batch at a time."""
    town, accept = _prepared()
    with scope(town), suppress(Exhausted):
        while True:
            accept()

    def act() -> None:
        with scope(town):
            if len(open_waiting()) < BATCH:
                raise Exhausted

    return act


def _prepared() -> tuple[Municipality, Callable[[], Receipt]]:
    """A town, and what accepts the next of the drafts that are ready to be sent in it."""
    town = Municipality.objects.get(slug=TOWN)
    account = Account.objects.filter(is_superuser=True).order_by("email")[:1].get()
    with scope(town):
        service = Service.objects.get(code=SERVICE)
        model = _filled_in(service, account)
        people = [model.person_id, *(_like(model).person_id for _ in range(PREPARED))]
        ready = iter([draft_for(person_id, service) for person_id in people])

    def accept() -> Receipt:
        draft = next(ready, None)
        if draft is None:
            raise Exhausted
        return actions.accept_once(_applicant(draft.person_id, account), draft)

    return town, accept


def _new_person() -> Person:
    return Person.objects.create(given_name="ნინო", family_name="ნიმუშაძე", is_invented=True)


def _applicant(person_id: UUID, account: Account) -> Actor:
    return Actor(account_id=account.pk, person_id=person_id, roles=frozenset({"resident"}), label="applicant")


def _filled_in(service: Service, account: Account) -> Draft:
    """A draft filled in page by page, as a person would."""
    answers = read_folder(FOLDER).examples[EXAMPLE]["answers"]
    by = _applicant(_new_person().pk, account)
    draft = actions.start_draft(by, service=service, answers={}, sources={})
    form = definition_of(draft.version).form
    for page in form.pages:
        reading = read_page(form, page, answers, draft.answers, Surroundings(today()))
        draft = actions.save_page(by, draft=draft, reading=reading)
    return draft


def _like(model: Draft) -> Draft:
    """Somebody else's draft with the same answers."""
    draft = Draft(
        service=model.service,
        version=model.version,
        person=_new_person(),
        visited=model.visited,
        sources=model.sources,
    )
    draft.keep(model.answers)
    draft.save()
    return draft
