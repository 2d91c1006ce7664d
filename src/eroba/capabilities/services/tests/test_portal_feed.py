"""What the national portal reads: each service and the catalogue in JSON-LD, as CPSV-AP 3.2 wants it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.definition.service import ServiceClock
from eroba.capabilities.services.definition.texts import NO_TEXT
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.portal_feed.files import write_catalogue
from eroba.capabilities.services.portal_feed.service_nodes import iso_duration
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import publish
from eroba.config.command import main
from eroba.kernel.actions import system_actor
from eroba.kernel.tenancy.models import Municipality

pytestmark = pytest.mark.django_db
CODE = "one-off-social-assistance"
BASE = "/ka/ozurgeti/services"
CATALOGUE, SERVICE = f"{BASE}.jsonld", f"{BASE}/{CODE}.jsonld"
# What the shapes ask of each kind; the shapes themselves are asked where a validator is installed.
ASKED = {
    "cpsv:PublicService": ("dct:identifier", "dct:title", "dct:description", "cv:hasCompetentAuthority"),
    "cv:PublicOrganisation": ("skos:prefLabel", "dct:spatial"),
    "cv:Channel": ("dct:identifier",),
    "cv:Cost": ("dct:identifier", "cv:hasValue"),
    "cv:Evidence": ("dct:identifier", "dct:title"),
    "cv:Output": ("dct:identifier", "dct:title"),
    "cv:Requirement": ("dct:identifier", "dct:title"),
    "cv:Event": ("dct:identifier", "dct:title"),
    "foaf:Agent": ("dct:identifier", "dct:title"),
    "dcat:Dataset": ("dct:title", "dct:description", "dct:publisher"),
}


def read(client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/ld+json"
    return json.loads(answer.content)


def of_kind(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in document["@graph"] if kind in node["@type"]]


def references(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and set(one) == {"@id"}:
            yield one["@id"]


@pytest.mark.parametrize("address", [CATALOGUE, SERVICE])
def test_every_node_says_what_is_asked_of_its_kind(client, service, address):
    document = read(client, address)
    assert isinstance(document["@context"], dict), "whoever reads it need not go to the network"
    for kind, names in ASKED.items():
        assert of_kind(document, kind), kind
        for node in of_kind(document, kind):
            assert not [name for name in names if not node.get(name)], node["@id"]


def test_texts_are_marked_with_their_language_and_terms_are_known(client, service):
    document = read(client, SERVICE)
    one = of_kind(document, "cpsv:PublicService")[0]
    assert {text["@language"] for text in one["dct:title"]} == {"ka", "en"}
    assert {"@language": "en", "@value": "One-off social assistance"} in one["dct:title"]
    assert one["cv:processingTime"] == {"@type": "xsd:duration", "@value": "P1M"}
    assert len(of_kind(document, "cv:LifeEvent")) == 3 and len(of_kind(document, "cv:Channel")) == 4
    used = {name for node in document["@graph"] for name in node if not name.startswith("@")}
    assert {name.partition(":")[0] for name in used} <= set(document["@context"])


def test_what_is_named_of_the_town_is_in_the_document(client, service, settings):
    document = read(client, CATALOGUE)
    there = {node["@id"] for node in document["@graph"]}
    assert len(there) == len(document["@graph"])
    named = {one for node in document["@graph"] for value in node.values() for one in references(value)}
    own = {one for one in named if "#" in one and one.startswith(settings.SITE_ADDRESS)}
    assert own and own <= there


def test_names_stay_the_same_whoever_asks_in_which_language(client, service):
    assert read(client, SERVICE) == read(client, SERVICE.replace("/ka/", "/en/"))


def test_a_town_with_its_own_domain_names_its_services_there(client, service, ozurgeti: Municipality):
    Municipality.objects.filter(pk=ozurgeti.pk).update(domain="ozurgeti.example")
    document = read(client, SERVICE)
    assert of_kind(document, "cpsv:PublicService")[0]["@id"].endswith(
        f"://ozurgeti.example/ka/services/{CODE}/#service"
    )


def test_what_has_not_changed_is_not_sent_again(client, service):
    first = client.get(CATALOGUE)
    assert "public" in first["Cache-Control"] and not first.cookies
    assert client.get(CATALOGUE, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_closed_service_leaves_the_catalogue_and_says_so_itself(client, service: Service):
    actions.close_service(system_actor("test"), service=service)
    assert not of_kind(read(client, CATALOGUE), "cpsv:PublicService")
    one = of_kind(read(client, SERVICE), "cpsv:PublicService")[0]
    assert one["adms:status"]["@id"].endswith("Withdrawn")


@pytest.mark.parametrize(
    ("page", "named"), [(f"/ka/ozurgeti/services/{CODE}/", SERVICE), (f"{BASE}/", CATALOGUE)]
)
def test_pages_name_their_document(client, service, page, named):
    assert f'type="application/ld+json" href="{named}"' in client.get(page).content.decode()


def test_the_catalogue_can_be_taken_away_as_a_file(client, service, tmp_path, capsys):
    folder = tmp_path / "open" / "cpsv"
    command = ["export", "cpsv", "--municipality", "ozurgeti", "--output", str(folder)]
    assert main(command) == 0
    written = folder / "catalogue.jsonld"
    assert capsys.readouterr().out == f"{written}\n"
    assert json.loads(written.read_text(encoding="utf-8")) == read(client, CATALOGUE)
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [str(written)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("municipality", "nowhere"), "no municipality 'nowhere'"),
        (("output", "/dev/null/x"), "cannot be written"),
    ],
)
def test_an_export_that_cannot_be_made_says_why(service, tmp_path, capsys, changed, said):
    wanted = {"municipality": "ozurgeti", "output": str(tmp_path)} | dict([changed])
    words = [word for name, value in wanted.items() for word in (f"--{name}", value)]
    assert main(["export", "cpsv", *words]) == 1
    assert said in capsys.readouterr().err


def test_a_kind_of_export_nobody_has_is_refused_with_those_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["export", "nothing", "--municipality", "ozurgeti", "--output", "x"])
    assert "'cpsv'" in capsys.readouterr().err


def test_a_service_nobody_has_is_not_found(client, service):
    assert client.get("/ka/ozurgeti/services/nothing.jsonld").status_code == 404


@pytest.mark.parametrize(
    ("length", "unit", "said"),
    [
        (1, "months", "P1M"),
        (30, "calendar_days", "P30D"),
        (3, "working_days", "P5D"),
        (10, "working_days", "P14D"),
    ],
)
def test_time_is_said_as_a_duration(length, unit, said):
    assert iso_duration(ServiceClock("decision", NO_TEXT, length, unit, "")) == said


@pytest.mark.outside
def test_the_shapes_of_the_profile_accept_every_service_of_the_repository(
    in_ozurgeti, shared: Path, tmp_path: Path
):
    for folder in sorted(path for path in SEED.iterdir() if path.is_dir()):
        publish(read_folder(folder))
    pyshacl = pytest.importorskip("pyshacl", reason="no SHACL validator is installed (pyshacl)")
    shapes = shared / "data" / "schemas" / "cpsv-ap" / "cpsv-ap-3.2.0-SHACL.ttl"
    document = json.loads(write_catalogue(tmp_path)[0].read_text(encoding="utf-8"))
    assert len(of_kind(document, "cpsv:PublicService")) >= 12

    def judged() -> tuple[bool, str]:
        said = json.dumps(document)
        conforms, _graph, report = pyshacl.validate(
            said, data_graph_format="json-ld", shacl_graph=str(shapes)
        )
        return conforms, report

    conforms, report = judged()
    assert conforms, report
    of_kind(document, "cpsv:PublicService")[0].pop("cv:hasCompetentAuthority")
    assert not judged()[0], "the validator looks at nothing"
