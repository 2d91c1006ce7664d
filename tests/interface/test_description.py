"""The description of the interface is committed, valid, complete, and the same as what runs."""

import json
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from eroba.config.commands.api_document import EXAMPLE, written

COMMITTED = Path(__file__).resolve().parent.parent.parent / "docs" / "api" / "openapi.json"
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def described() -> dict:
    return json.loads(COMMITTED.read_text(encoding="utf-8"))


def operations(described: dict) -> list[tuple[str, dict]]:
    return [
        (f"{method.upper()} {address}", said)
        for address, ways in described["paths"].items()
        for method, said in ways.items()
        if method in METHODS
    ]


def test_what_is_committed_is_what_runs() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == written(), f"the interface has changed: run `{EXAMPLE}`"


@pytest.mark.django_db
def test_what_is_served_is_what_is_committed(described, client: Client) -> None:
    for language in ("ka", "en"):
        assert client.get("/api/v1/openapi.json", headers={"accept-language": language}).json() == described


def test_it_is_valid(described) -> None:
    assert described["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_every_operation_has_a_name_an_example_and_its_problems(described) -> None:
    names = [said["operationId"] for _where, said in operations(described)]
    assert len(names) == len(set(names)) >= 8
    for where, said in operations(described):
        answer = said["responses"].get("200") or said["responses"]["201"]
        media = answer["content"]["application/json"]
        assert "example" in media, where
        if "requestBody" in said:
            assert "example" in said["requestBody"]["content"]["application/json"], where
        assert "404" in said["responses"] and said.get("summary") and said.get("description"), where
        assert not [key for key in said if key.startswith("x-")], where


def test_examples_are_what_the_types_say(described) -> None:
    for where, said in operations(described):
        parts = [*said["responses"].values(), said.get("requestBody", {})]
        for media in (part["content"]["application/json"] for part in parts if "content" in part):
            schema = media["schema"] | {"components": described["components"]}
            wrong = [error.message for error in Draft202012Validator(schema).iter_errors(media["example"])]
            assert not wrong, f"{where}: {wrong}"


def test_both_ways_in_are_described(described) -> None:
    ways = described["components"]["securitySchemes"]
    assert ways["AppToken"]["type"] == "oauth2" and ways["SignedIn"]["in"] == "cookie"
    known = {name for flow in ways["AppToken"]["flows"].values() for name in flow["scopes"]}
    needed = {
        scope
        for _where, said in operations(described)
        for way in said.get("security", ())
        for scope in way.get("AppToken", ())
    }
    assert needed and needed == known


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_page_for_developers_shows_all_of_it(described, client: Client, language: str) -> None:
    page = client.get(f"/{language}/developers/")
    words = page.content.decode()
    assert page.status_code == 200
    for _where, said in operations(described):
        assert f'id="{said["operationId"]}"' in words
    assert "curl" in words and "/api/v1/openapi.json" in words and "Set-Cookie" not in page
