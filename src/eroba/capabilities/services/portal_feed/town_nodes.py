"""The town in the catalogue's graph: its addresses, which never change, its town hall, units, place and catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.portal_feed.graph import GEORGIA, Node, node, ref, refs, texts
from eroba.kernel.tenancy.models import Municipality

BINDING = "ka"


@dataclass(frozen=True)
class TownAddresses:
    """Where the things of one town are named: on its own domain if it has one, in Georgian, whoever asks."""

    home: str

    @property
    def services(self) -> str:
        """The page of the catalogue."""
        return f"{self.home}services/"

    @property
    def catalogue(self) -> str:
        """The catalogue as a thing."""
        return f"{self.services}#catalogue"

    @property
    def town_hall(self) -> str:
        """The town hall as an organisation."""
        return f"{self.home}#town-hall"

    @property
    def contact(self) -> str:
        """How to reach the town hall."""
        return f"{self.home}#contact"

    @property
    def place(self) -> str:
        """The town as a place."""
        return f"{self.home}#place"

    def page(self, code: str) -> str:
        """The page of one service."""
        return f"{self.services}{code}/"

    def service(self, code: str) -> str:
        """One service as a thing."""
        return f"{self.page(code)}#service"


def addresses_of(town: Municipality) -> TownAddresses:
    """The names of a town's things: the same on every host that answers for it."""
    if town.domain:
        scheme = "https" if settings.IS_SECURE else "http"
        return TownAddresses(f"{scheme}://{town.domain}/{BINDING}/")
    return TownAddresses(f"{settings.SITE_ADDRESS}/{BINDING}/{town.slug}/")


def town_nodes(town: Municipality, here: TownAddresses) -> list[Node]:
    """The town hall, how to reach it, and where it is."""
    name = Text.of(
        {"ka": f"{town.name_ka}, მუნიციპალიტეტის მერია", "en": f"{town.name_en} Municipality, Town Hall"}
    )
    return [
        node(
            here.town_hall,
            ["cv:PublicOrganisation", "org:Organization", "foaf:Agent"],
            dct__identifier=here.town_hall,
            dct__title=texts(name),
            skos__prefLabel=texts(name),
            dct__spatial=ref(here.place),
            foaf__homepage=ref(here.home),
        ),
        node(here.contact, ["cv:ContactPoint"], cv__telephone=town.phone, cv__email=town.email),
        node(
            here.place,
            ["dct:Location"],
            rdfs__label=texts(Text.of({"ka": town.name_ka, "en": town.name_en})),
            dct__isPartOf=ref(GEORGIA),
        ),
    ]


def competent_unit(said: ServiceDefinition, here: TownAddresses) -> Node:
    """The unit that decides, as a part of the town hall."""
    address = f"{here.home}#unit-{said.competent_unit.code}"
    return node(
        address,
        ["cv:PublicOrganisation", "org:Organization"],
        dct__identifier=address,
        skos__prefLabel=texts(said.competent_unit.title),
        dct__spatial=ref(here.place),
        org__subOrganizationOf=ref(here.town_hall),
    )


def catalogue_node(town: Municipality, here: TownAddresses, services: Iterable[Node]) -> Node:
    """The catalogue itself, with the services named in it."""
    title = Text.of(
        {"ka": f"{town.name_ka}: მუნიციპალური სერვისები", "en": f"{town.name_en}: municipal services"}
    )
    about = Text.of(
        {
            "ka": "რას გთავაზობთ მუნიციპალიტეტი: ვის ეკუთვნის, რა სჭირდება, რა ღირს და რამდენ ხანს გრძელდება.",
            "en": "What one can get done with the municipality: who it is for, what one needs, its cost and its time.",
        }
    )
    return node(
        here.catalogue,
        ["dcat:Dataset"],
        dct__identifier=here.catalogue,
        dct__title=texts(title),
        dct__description=texts(about),
        dct__publisher=ref(here.town_hall),
        dcat__landingPage=ref(here.services),
        dct__hasPart=refs(services),
    )
