"""Who sees which matters, and what the pages show: visitors, parties, staff, two towns."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.actions import tie_matters, untie_matters
from eroba.kernel.matters.forms import read_number
from eroba.kernel.matters.models import Link, Matter, Party
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party, remove_party
from eroba.kernel.matters.queries import thread_of, visible_matters
from eroba.kernel.matters.rules import may_see_matter
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.scope import CrossesTowns, scope

pytestmark = pytest.mark.django_db
NOBODY = Actor()


def opened(title: str, visibility: str = "public") -> Matter:
    return open_matter(kind="need", prefix="TST", title_ka=title, title_en=title, visibility=visibility)


def chain(*visibilities: str) -> list[Matter]:
    matters = [opened(f"step {place}", seen) for place, seen in enumerate(visibilities)]
    for earlier, later in pairwise(matters):
        link_matters(source=later, relation=Link.Relation.AROSE_FROM, target=earlier)
    return matters


def test_the_rule_and_the_list_say_the_same_for_everybody(clerk, head, applicant, resident) -> None:
    matters = [opened(f"{v} {own}", v) for v in Matter.Visibility.values for own in (True, False)]
    for matter in matters[::2]:
        add_party(matter=matter, person=resident)
    auditor = Actor(account_id=clerk.account_id, roles=frozenset({"auditor"}))
    village = Actor(account_id=clerk.account_id, roles=frozenset({"village"}))
    seen = {}
    for name, by in {
        "nobody": NOBODY,
        "applicant": applicant,
        "village": village,
        "clerk": clerk,
        "head": head,
        "auditor": auditor,
        "system": system_actor("worker"),
    }.items():
        listed = set(visible_matters(by))
        assert listed == {matter for matter in matters if may_see_matter(by, matter)}, name
        seen[name] = len(listed)
    assert seen == {
        "nobody": 2, "applicant": 3, "village": 2, "clerk": 6, "head": 6, "auditor": 6, "system": 6,
    }  # fmt: skip


def test_a_party_is_a_person_or_an_account_and_can_leave(resident) -> None:
    matter, account = opened("a", "parties"), Account.objects.create_user("other@example.org")
    assert add_party(matter=matter, account=account) == add_party(matter=matter, account=account)
    by = Actor(account_id=account.pk)
    assert may_see_matter(by, matter)
    remove_party(matter=matter, account=account)
    assert not may_see_matter(by, matter)
    for both in ({"person": resident, "account": account}, {}):
        with pytest.raises(ValueError):
            add_party(matter=matter, **both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(matter=matter)


def test_a_hidden_step_is_shown_without_any_of_its_words(in_ozurgeti, clerk) -> None:
    first, secret, last, loose = chain("public", "parties", "public", "parties")
    page = Client().get(f"/en/ozurgeti/thread/{first.number}/").content.decode()
    assert "A matter that is not public" in page and last.number in page
    for hidden in (secret, loose):
        assert hidden.number not in page and hidden.title_en not in page
    as_json = Client().get(f"/en/ozurgeti/thread/{first.number}.json").json()
    assert [m["number"] for m in as_json["matters"]] == [first.number, "not-public-2", last.number]
    assert as_json["matters"][1] == {"number": "not-public-2", "is_public": False}
    assert len(thread_of(first, clerk).steps) == 4


def test_a_matter_that_is_not_public_says_so_and_one_of_the_staff_is_not_there(in_ozurgeti) -> None:
    private, inner = opened("a", "parties"), opened("b", "staff")
    client = Client()
    assert client.get(f"/en/ozurgeti/thread/{private.number}/").status_code == 403
    for number in (inner.number, "OZU-2026-TST-99999", "nonsense"):
        assert client.get(f"/en/ozurgeti/thread/{number}/").status_code == 404
        assert client.get(f"/en/ozurgeti/thread/{number}.json").status_code == 404


def test_those_concerned_open_their_own(in_ozurgeti, resident) -> None:
    matter = opened("my matter", "parties")
    add_party(matter=matter, person=resident)
    client = Client()
    client.force_login(resident.account)
    assert "my matter" in client.get(f"/ka/ozurgeti/thread/{matter.number}/").content.decode()


def test_a_circle_and_a_crowd_do_not_make_more_queries(in_ozurgeti, django_assert_max_num_queries) -> None:
    hub = opened("hub")
    for place in range(80):
        link_matters(source=opened(f"leaf {place}"), relation="arose_from", target=hub)
    with django_assert_max_num_queries(7):
        shown = thread_of(hub, NOBODY)
    assert len(shown.steps) == 60 and shown.is_cut
    first, *_between, last = chain(*["public"] * 4)
    link_matters(source=first, relation="answers", target=last)
    with django_assert_max_num_queries(7):
        assert len(thread_of(first, NOBODY).steps) == 4
    long = chain(*["public"] * 30)
    with django_assert_max_num_queries(17):
        assert len(thread_of(long[0], NOBODY).steps) == 13


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("OZU-2026-SOC-00042", "OZU-2026-SOC-00042"),
        (" ozu 2026 soc 42 ", "OZU-2026-SOC-00042"),
        ("ozu2026soc42", "OZU-2026-SOC-00042"),
        ("OZU/2026/SOC/123456", "OZU-2026-SOC-123456"),
        ("", None),
        ("42", None),
        ("OZU-2026-SOC-", None),
        ("OZU-٢٠٢٦-SOC-1", None),
        ("ოზუ-2026-სოც-1", None),
        ("OZU-2026-SOC-1' OR 1=1", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, read) -> None:
    assert read_number(typed) == read


def test_typing_a_number_leads_to_its_thread(in_ozurgeti) -> None:
    matter, inner = opened("a"), opened("b", "staff")
    client = Client()
    address = "/en/ozurgeti/number/"
    assert (
        client.get(address, {"number": matter.number.lower()}).url == f"/en/ozurgeti/thread/{matter.number}/"
    )
    for wrong in ("", "7", inner.number, "OZU-2026-XXX-00001", "\0", "x" * 500):
        page = client.get(address, {"number": wrong})
        assert page.status_code == 200 and "e-" in page.content.decode()
        assert "govuk-error" in page.content.decode()


def test_staff_tie_matters_and_others_do_not(clerk, applicant) -> None:
    one, two = opened("one"), opened("two")
    tie = {"source": one, "relation": "answers", "target": two}
    for by in (NOBODY, applicant):
        with pytest.raises(NotAllowed):
            tie_matters(by, **tie)
    for wrong in ({**tie, "relation": "hates"}, {**tie, "target": one}):
        with pytest.raises(BadInput):
            tie_matters(clerk, **wrong)
    tie_matters(clerk, **tie)
    assert Link.objects.count() == 1
    untie_matters(clerk, **tie)
    untie_matters(clerk, **tie)
    assert not Link.objects.exists()


def test_the_desk_ties_by_number(clerk) -> None:
    one, two = opened("one"), opened("two")
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    address = f"/en/ozurgeti/desk/thread/{one.number}/tie/"
    assert client.get(address).status_code == 200
    for wrong in (one.number, "OZU-2026-XXX-1", "?"):
        assert client.post(address, {"relation": "answers", "number": wrong}).status_code == 200
    assert client.post(address, {"relation": "answers", "number": two.number}).status_code == 302
    assert Link.objects.get().target == two


def test_nothing_is_tied_across_towns(in_ozurgeti, khobi, clerk) -> None:
    here = opened("here")
    with scope(khobi):
        there = opened("there")
        assert not visible_matters(NOBODY).filter(pk=here.pk).exists()
        assert Client().get(f"/en/khobi/thread/{here.number}/").status_code == 404
    with pytest.raises(CrossesTowns):
        link_matters(source=here, relation="answers", target=there)
