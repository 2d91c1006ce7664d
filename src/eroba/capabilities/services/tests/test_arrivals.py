"""Versions that come from elsewhere: compared in words, accepted or declined by each town, own terms kept."""

import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.comparing import parts_that_differ
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.exchange import exported_folder
from eroba.capabilities.services.models import ArrivedVersion, Service
from eroba.capabilities.services.own_acts import OwnAct
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.arrivals import comparison_of
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.people import apply, publish
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

CODE = "one-off-social-assistance"
HERE = "/en/ozurgeti/desk/exchange/"


def changed(folder: ServiceFolder, change: Any) -> ServiceFolder:
    """The folder as somebody edited it."""
    content = copy.deepcopy(folder.content)
    change(content)
    return replace(folder, content=content, definition=thaw(content))


def edited(content: dict[str, Any]) -> None:
    """One change in each part of the service."""
    service = content["service"]
    service["summary"]["en"] = "Money paid once, and quickly."
    service["clocks"][0]["length"] = 5
    next(one for one in service["settings"] if one["code"] == "amount_illness")["value"] = "600.00"
    content["form"]["pages"][1]["fields"][0]["label"]["en"] = "How many live with you"
    content["stages"]["stages"][0]["title"]["en"] = "First check"
    content["letters"]["granted.en"] = content["letters"]["granted.en"].replace(
        "nothing more", "nothing else"
    )
    table = next(node for node in content["rules"]["eligibility"]["nodes"] if "content" in node)
    table["content"]["rules"][0]["out-because-en"] = "'Only for families registered here.'"


@pytest.fixture
def country(db: None) -> Municipality:
    """The tenant of national matters."""
    names = {"number_prefix": "GEO", "name_ka": "საქართველო", "name_en": "Georgia"}
    return Municipality.objects.get_or_create(slug="georgia", defaults=names)[0]


@pytest.fixture
def offered(
    country: Municipality, khobi: Municipality, service: Service, assistance_folder: ServiceFolder
) -> ArrivedVersion:
    """Two towns offer what the country published; the country publishes anew, and the worker tells them."""
    for town in (khobi, country):
        with scope(town):
            publish(assistance_folder)
    with scope(country):
        publish(changed(assistance_folder, edited))
    work()
    return ArrivedVersion.objects.get()


def test_a_difference_is_read_by_part(assistance_folder: ServiceFolder) -> None:
    with override("en"):
        parts = parts_that_differ(
            assistance_folder.content, changed(assistance_folder, edited).content, assistance_folder.content
        )
    said = {part.code: part.differences for part in parts}
    assert list(said) == ["texts", "clocks", "settings", "form", "stages", "rules", "letters"]
    assert (said["clocks"][0].before, said["clocks"][0].after) == ("3", "5")
    assert said["settings"][0].where == "Amount in case of illness › proposed value"
    assert said["form"][0].where.endswith("question › in English")
    assert "SOC-1" in said["rules"][0].where and "reason in English" in said["rules"][0].where
    letter = said["letters"][0]
    assert "nothing more" in letter.before and "nothing else" in letter.after
    assert len(letter.before) < 200, "only the paragraph that differs"
    assert not any(one.is_own for rows in said.values() for one in rows)


def test_the_same_content_differs_nowhere(assistance_folder: ServiceFolder) -> None:
    def drawn_elsewhere(content: dict[str, Any]) -> None:
        content["rules"]["eligibility"]["nodes"][0]["position"] = {"x": 1, "y": 1}

    moved = changed(assistance_folder, drawn_elsewhere)
    assert moved.definition.content_hash != assistance_folder.definition.content_hash
    assert parts_that_differ(assistance_folder.content, moved.content) == []


def test_each_town_answers_for_itself(
    offered: ArrivedVersion, head: Actor, applicant: Actor, khobi: Municipality, answers: dict
) -> None:
    """One town accepts: new cases go by it, old ones stay. The other declines and keeps its own."""
    service = Service.objects.get(code=CODE)
    actions.set_own_terms(head, service=service, amounts={"amount_illness": Decimal("700.00")}, acts={})
    before = apply(applicant, service, answers)
    found = comparison_of(offered.pk)
    assert found.count == 7 and found.own_count == 0
    assert [value for _title, value in found.kept] == ["700.00"]
    actions.accept_version(head, arrived=offered, instead_of=found.standing_hash)
    service.refresh_from_db()
    assert service.current.content_hash == offered.content_hash != before.version.content_hash
    assert definition_for(before).clock("completeness").length == 3
    assert service.own_settings == {"amount_illness": "700.00"}
    with scope(khobi):
        theirs, standing = ArrivedVersion.objects.get(), Service.objects.get(code=CODE)
        with pytest.raises(BadInput):
            actions.decline_version(system_actor("test"), arrived=theirs, reason=" ")
        actions.decline_version(system_actor("test"), arrived=theirs, reason="The council meets in May.")
        theirs.refresh_from_db()
        assert theirs.answer == "declined" and theirs.reason == "The council meets in May."
        assert Service.objects.get(code=CODE).current_id == standing.current_id


def test_words_of_the_town_s_own_are_marked(
    offered: ArrivedVersion, head: Actor, assistance_folder: ServiceFolder
) -> None:
    def own_words(content: dict[str, Any]) -> None:
        content["service"]["summary"]["en"] = "Our own words."

    actions.publish_service(head, folder=changed(assistance_folder, own_words))
    found = comparison_of(offered.pk)
    (own,) = [one for part in found.parts for one in part.differences if one.is_own]
    assert (own.before, own.after) == ("Our own words.", "Money paid once, and quickly.")


def test_nothing_is_accepted_that_was_not_shown(
    offered: ArrivedVersion, head: Actor, clerk: Actor, assistance_folder: ServiceFolder
) -> None:
    shown = comparison_of(offered.pk).standing_hash

    def meanwhile(content: dict[str, Any]) -> None:
        content["service"]["summary"]["en"] = "Changed meanwhile."

    actions.publish_service(head, folder=changed(assistance_folder, meanwhile))
    with pytest.raises(Refusal, match="ამასობაში"):
        actions.accept_version(head, arrived=offered, instead_of=shown)
    with pytest.raises(NotAllowed):
        actions.accept_version(clerk, arrived=offered, instead_of=shown)


def test_a_newer_version_overtakes(
    offered: ArrivedVersion, country: Municipality, assistance_folder: ServiceFolder
) -> None:
    def newer(content: dict[str, Any]) -> None:
        edited(content)
        content["service"]["summary"]["en"] = "Newer still."

    with scope(country):
        publish(changed(assistance_folder, newer))
    work()
    work()
    assert sorted(ArrivedVersion.objects.values_list("answer", flat=True)) == ["open", "overtaken"]


def test_an_own_act_stands_where_the_example_stood(service: Service, head: Actor) -> None:
    act = OwnAct(title_ka="ოზურგეთის საკრებულოს დადგენილება №7", title_en="Resolution No. 7", article="4")
    actions.set_own_terms(head, service=service, amounts={}, acts={"local-rule": act})
    with override("en"):
        law = service_by_code(CODE).definition.law("local-rule")
        assert law is not None and str(law.title) == "Resolution No. 7"
    with pytest.raises(BadInput):
        actions.set_own_terms(head, service=service, amounts={"no_such": Decimal(1)}, acts={})
    actions.set_own_terms(head, service=service, amounts={}, acts={"local-rule": None})
    assert Service.objects.get(code=CODE).own_acts == {}


def visitor(by: Actor) -> Client:
    """A browser of an official."""
    client = Client()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


def test_the_pages_from_arrival_to_answer(offered: ArrivedVersion, head: Actor, clerk: Actor) -> None:
    page = visitor(head).get(HERE).content.decode()
    assert "One-off social assistance" in page and "differs" in page
    shown = visitor(head).get(f"{HERE}arrived/{offered.pk}/").content.decode()
    for words in ("7 places differ", "How many live with you", "Deadlines", "Letters"):
        assert words in shown
    refused = visitor(head).post(f"{HERE}arrived/{offered.pk}/decline/", {"reason": ""})
    assert refused.status_code == 422
    late = visitor(head).post(f"{HERE}arrived/{offered.pk}/accept/", {"instead_of": "0" * 64})
    assert late.status_code == 409 and "Meanwhile" in late.content.decode()
    assert visitor(clerk).get(HERE).status_code == 403
    done = visitor(head).post(
        f"{HERE}arrived/{offered.pk}/accept/",
        {"instead_of": comparison_of(offered.pk).standing_hash},
        follow=True,
    )
    assert "Running cases stay on theirs" in done.content.decode()


def test_own_terms_on_their_page(service: Service, head: Actor) -> None:
    browser, address = visitor(head), f"{HERE}own/{CODE}/"
    wrong = browser.post(address, {"amount-amount_illness": "much", "act-local-rule-article": "4"})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and "such as 250.00" in text and "called in Georgian" in text
    assert 'value="much"' in text
    browser.post(address, {"amount-amount_illness": "700", "act-local-rule-title_ka": "ჩვენი წესი"})
    kept = Service.objects.get(code=CODE)
    assert kept.own_settings == {"amount_illness": "700"} and kept.own_acts["local-rule"]["is_verified"]


def test_an_archive_is_compared_before_anything_happens(
    service: Service, head: Actor, copied_folder: Any
) -> None:
    sheet = copied_folder / "service.yaml"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("It is free of charge.", "It costs nothing."),
        encoding="utf-8",
    )
    _code, written = exported_folder(copied_folder)
    browser = visitor(head)
    answer = browser.post(f"{HERE}archive/", {"file": _file("a.zip", written)}, follow=True)
    assert "It costs nothing." in answer.content.decode()
    assert Service.objects.get(code=CODE).current_id == service.current_id
    bad = browser.post(f"{HERE}archive/", {"file": _file("b.zip", b"no archive at all")})
    assert bad.status_code == 422 and "cannot be used" in bad.content.decode()


def test_a_service_is_taken_over_from_what_comes_with_eroba(in_ozurgeti: Municipality, head: Actor) -> None:
    browser = visitor(head)
    assert "What your town could take over" in browser.get(HERE).content.decode()
    browser.post(f"{HERE}take-over/tree-cutting-or-pruning/")
    assert Service.objects.get().code == "tree-cutting-or-pruning"
    again = browser.post(f"{HERE}take-over/tree-cutting-or-pruning/")
    assert again.status_code == 409
    assert browser.post(f"{HERE}take-over/nothing/").status_code == 404


def _file(name: str, content: bytes) -> Any:
    return SimpleUploadedFile(name, content)
