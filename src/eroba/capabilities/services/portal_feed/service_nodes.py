"""One service as nodes: what it is, who decides, what one needs, what it costs, on which law, how long it may take."""

from collections.abc import Sequence

from eroba.capabilities.services.definition.service import (
    CodedText,
    LegalResource,
    ServiceClock,
    ServiceDefinition,
)
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.portal_feed.graph import (
    CLOSED,
    IN_FORCE,
    LANGUAGES,
    LARI,
    Node,
    node,
    ref,
    refs,
    texts,
    typed,
)
from eroba.capabilities.services.portal_feed.town_nodes import TownAddresses, competent_unit
from eroba.capabilities.services.published import cited
from eroba.kernel.clocks.periods import Unit

DAYS_OF_A_WEEK, WORKING_DAYS_OF_A_WEEK = 7, 5
CONCEPT = "skos:Concept"


def service_nodes(said: ServiceDefinition, here: TownAddresses, *, is_open: bool) -> list[Node]:
    """Everything the catalogue says of one service; the first node is the service itself."""
    own = here.service(said.code)
    authority = competent_unit(said, here)
    parts = {
        "cv__hasChannel": [_channel(one, said, own, here) for one in said.channels],
        "cv__hasCost": [_cost(said, own)],
        "cv__hasLegalResource": [_law(law, said, own) for law in said.legal],
        "cpsv__hasInput": [_coded("cv:Evidence", "evidence", one, own) for one in said.evidence],
        "cpsv__produces": [_coded("cv:Output", "output", one, own) for one in said.outputs],
        "cv__isGroupedBy": [_life_event(one, here) for one in said.life_events],
        "cv__holdsRequirement": _requirements(said.who_gets_it, own),
    }
    status = IN_FORCE if is_open else CLOSED
    languages = [node(LANGUAGES[code], ["dct:LinguisticSystem"]) for code, _words in said.title.in_languages]
    service = node(
        own,
        ["cpsv:PublicService"],
        dct__identifier=own,
        dct__title=texts(said.title),
        dct__description=texts(said.summary),
        dct__language=refs(languages),
        dct__spatial=ref(here.place),
        dct__isPartOf=ref(here.catalogue),
        dcat__keyword=texts(*(event.title for event in said.life_events)),
        adms__status=ref(status),
        cv__hasCompetentAuthority=ref(authority["@id"]),
        cv__contactPoint=ref(here.contact),
        cv__processingTime=_processing_time(said),
        foaf__page=ref(here.page(said.code)),
        **{name: refs(nodes) for name, nodes in parts.items()},
    )
    page = node(here.page(said.code), ["foaf:Document"])
    shared = [authority, page, node(status, [CONCEPT]), node(LARI, [CONCEPT]), *languages]
    return [service, *shared, *(one for nodes in parts.values() for one in nodes)]


def iso_duration(clock: ServiceClock) -> str:
    """How long something may take as ISO 8601. It knows no working days, so these become the weeks they need."""
    if clock.unit == Unit.MONTHS.value:
        return f"P{clock.length}M"
    if clock.unit == Unit.WORKING_DAYS.value:
        weeks, days = divmod(clock.length, WORKING_DAYS_OF_A_WEEK)
        return f"P{weeks * DAYS_OF_A_WEEK + (days + 2 if days else 0)}D"
    return f"P{clock.length}D"


def _processing_time(said: ServiceDefinition) -> dict[str, str] | None:
    clock = said.clock("decision")
    return typed(iso_duration(clock), "xsd:duration") if clock else None


def _channel(one: CodedText, said: ServiceDefinition, own: str, here: TownAddresses) -> Node:
    address = f"{own}-channel-{one.code}"
    return node(
        address,
        ["cv:Channel"],
        dct__identifier=address,
        dct__description=texts(one.text or one.title),
        cv__ownedBy=ref(here.town_hall),
        foaf__page=ref(here.page(said.code)) if one.code == "online" else None,
    )


def _cost(said: ServiceDefinition, own: str) -> Node:
    address = f"{own}-cost"
    return node(
        address,
        ["cv:Cost"],
        dct__identifier=address,
        dct__description=texts(said.cost.text),
        cv__hasValue=typed(str(float(said.cost.amount)), "xsd:double"),
        cv__currency=ref(LARI),
    )


def _law(law: LegalResource, said: ServiceDefinition, own: str) -> Node:
    return node(
        f"{own}-law-{law.code}",
        ["eli:LegalResource"],
        dct__title=texts(cited(said, law.code)),
        # an article nobody has checked says so, and its note goes with it
        dct__description=texts(law.note),
        rdfs__seeAlso=ref(law.url) if law.url else None,
    )


def _coded(kind: str, word: str, one: CodedText, own: str) -> Node:
    address = f"{own}-{word}-{one.code}"
    return node(
        address,
        [kind],
        dct__identifier=address,
        dct__title=texts(one.title),
        dct__description=texts(one.text),
    )


def _life_event(one: CodedText, here: TownAddresses) -> Node:
    address = f"{here.services}#life-event-{one.code}"
    return node(address, ["cv:LifeEvent", "cv:Event"], dct__identifier=address, dct__title=texts(one.title))


def _requirements(who_gets_it: Sequence[Text], own: str) -> list[Node]:
    return [
        node(address, ["cv:Requirement"], dct__identifier=address, dct__title=texts(words))
        for address, words in (
            (f"{own}-for-{place}", words) for place, words in enumerate(who_gets_it, start=1)
        )
    ]
