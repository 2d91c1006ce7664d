"""Sends applications for one-off social assistance: filled-in drafts are prepared, sending them is measured.

Sending checks the answers, takes a number, opens the case and its clock, and writes journal and facts.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import eroba.capabilities.services as services
from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Draft, Service
from eroba.capabilities.services.published import definition_of
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tools.benchmark.measuring import Exhausted

TOWN = "ozurgeti"
SERVICE = "one-off-social-assistance"
EXAMPLE = "illness-middle-score"
FOLDER = Path(services.__file__).parent / "seed" / SERVICE
PREPARED = 2000


def sender() -> Callable[[], None]:
    """One client of the measurement, with applications ready to be sent."""
    town = Municipality.objects.get(slug=TOWN)
    account = Account.objects.filter(is_superuser=True).order_by("email")[:1].get()
    with scope(town):
        model = _filled_in(Service.objects.get(code=SERVICE), account)
        drafts = iter([model, *(_like(model) for _ in range(PREPARED))])

    def send() -> None:
        draft = next(drafts, None)
        if draft is None:
            raise Exhausted
        with scope(town):
            actions.submit_application(_applicant(draft.person_id, account), draft=draft)

    return send


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
