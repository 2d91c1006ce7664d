"""What services show elsewhere: cards on a town's home and on My page."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import cases_of
from eroba.capabilities.services.queries.catalogue import in_turn, offered_services
from eroba.capabilities.services.queries.drafts import drafts_of
from eroba.capabilities.services.views.draft_words import words_of_draft
from eroba.kernel.actions import Actor
from eroba.kernel.registry import Card
from eroba.kernel.tenancy.scope import current_municipality

MOST_CARDS = 20


def offer_cards() -> Sequence[Card]:
    """Every service of this town that takes applications; one from each occasion first, where few are shown."""
    return [
        Card(
            title=str(one.definition.title),
            text=str(one.definition.summary),
            address=_address("service", code=one.service.code),
        )
        for one in in_turn(offered_services())
    ]


def my_application_cards(actor: Actor) -> Sequence[Card]:
    """What somebody has begun and what is under way, for My page."""
    cards = [
        Card(
            title=draft.service.title,
            text=words.text,
            address=_receipt(words.receipt_id)
            if words.receipt_id
            else _address("apply", code=draft.service.code),
            status=words.status,
            status_kind=words.kind,
        )
        for draft in drafts_of(actor.person_id)
        for words in [words_of_draft(draft)]
    ]
    for case in cases_of(actor.person_id)[:MOST_CARDS] if actor.person_id else ():
        said = definition_for(case)
        stage, outcome = said.flow.stage(case.stage), said.flow.outcome(case.outcome)
        is_mine_to_act = case.waits_for == "applicant"
        cards.append(
            Card(
                title=str(said.title),
                text=f"{case.matter.number}. {stage.public_text if stage else ''}",
                address=_address("application", number=case.matter.number),
                status=str(outcome.title if outcome else stage.title if stage else ""),
                status_kind="attention" if is_mine_to_act else "quiet" if outcome else "progress",
                due_on=case.due_on if not outcome else None,
            )
        )
    return cards


def _receipt(key: UUID) -> str:
    return reverse("receipts:show", kwargs={"municipality": current_municipality().slug, "key": key})


def _address(name: str, **named: str) -> str:
    return reverse(f"services:{name}", kwargs={"municipality": current_municipality().slug} | named)
