"""The pages of a discussion as plain forms: reading, writing, orders, moderating, the feed."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.kernel.actions import Actor
from eroba.kernel.discussion import actions
from eroba.kernel.discussion.models import Comment, Discussion
from eroba.kernel.discussion.tests.conftest import writer
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


def client_of(by: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=by.account_id))
    return client


def address(discussion: Discussion, rest: str = "") -> str:
    return f"/en/ozurgeti/discussion/{discussion.matter.number}/{rest}"


def test_without_an_account_one_reads_and_is_asked_to_sign_in_to_write(discussion) -> None:
    page = Client().get(address(discussion)).content.decode()
    assert "Nobody has written yet" in page and "Sign in to write" in page
    assert Client().post(address(discussion, "write/"), {"text": "x"}).status_code == 403


def test_writing_needs_a_name_once(discussion) -> None:
    by = Actor(account_id=Account.objects.create_user("new@example.org").pk)
    client = client_of(by)
    named = client.post(address(discussion, "write/"), {"text": "ა"})
    assert named.url == "/en/ozurgeti/discussion/name/"
    assert "govuk-error" in client.post(named.url, {"name": "x@y.ge"}).content.decode()
    assert "Saved" in client.post(named.url, {"name": "ახალი"}).content.decode()
    assert client.post(address(discussion, "write/"), {"text": "ა"}).status_code == 302
    assert "ახალი" in client.get(address(discussion)).content.decode()


def test_what_was_typed_is_not_lost(discussion, nino) -> None:
    page = client_of(nino).post(address(discussion, "write/"), {"text": "y" * 4001}).content.decode()
    assert "govuk-error" in page and "y" * 4001 in page
    assert client_of(nino).get(address(discussion, "write/")).status_code == 302


def test_an_author_changes_answers_and_takes_back(discussion, nino, gia) -> None:
    comment = actions.write_comment(nino, discussion=discussion, text="პირველი")
    place = f"/en/ozurgeti/discussion/comment/{comment.pk}/"
    mine, theirs = client_of(nino), client_of(gia)
    assert "პირველი" in mine.get(f"{place}edit/").content.decode()
    assert mine.post(f"{place}edit/", {"text": "მეორე"}).status_code == 302
    assert theirs.get(f"{place}edit/").status_code == 403
    assert theirs.post(f"{place}answer/", {"text": "პასუხი"}).status_code == 302
    assert theirs.post(f"{place}agree/", {"act": "agree"}).status_code == 302
    assert 'aria-pressed="true"' in theirs.get(address(discussion)).content.decode()
    assert theirs.post(f"{place}agree/", {"act": "stop"}).status_code == 302
    assert theirs.post(f"{place}report/", {}).status_code == 200
    assert "Thank you" in theirs.post(f"{place}report/", {"reason": "insult"}).content.decode()
    assert mine.get(f"{place}appeal/").status_code == 404
    assert mine.get(f"{place}withdraw/").status_code == 200
    assert mine.post(f"{place}withdraw/").status_code == 302
    page = Client().get(address(discussion)).content.decode()
    assert "taken back" in page and "პასუხი" in page and "მეორე" not in page


def test_orders_and_odd_addresses(discussion, nino, gia, clerk) -> None:
    first = actions.write_comment(nino, discussion=discussion, text="პირველი")
    actions.write_comment(nino, discussion=discussion, text="მეორე")
    actions.agree(gia, comment=first)
    for order, is_first_on_top in (("newest", False), ("oldest", True), ("agreed", True), ("odd", False)):
        page = Client().get(address(discussion), {"order": order}).content.decode()
        assert (page.index("პირველი") < page.index("მეორე")) == is_first_on_top, order
    for odd in ("?page=x", "?page=99999", "?order=%00"):
        assert Client().get(address(discussion, odd)).status_code == 200
    assert Client().get("/en/ozurgeti/discussion/OZU-2026-TST-99999/").status_code == 404


def test_a_long_discussion_asks_no_more_than_a_short_one(discussion, gia) -> None:
    def fill(count: int) -> int:
        for turn in range(count):
            by = writer(
                f"{Comment.objects.count()}-{turn}@example.org", f"მეზობელი {Comment.objects.count()}"
            )
            comment = actions.write_comment(by, discussion=discussion, text="სიტყვა")
            actions.write_comment(by, discussion=discussion, text="პასუხი", answers=comment)
        client = client_of(gia)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(discussion)).status_code == 200
        return len(asked)

    assert fill(2) == fill(12)


def lively(discussion: Discussion, nino: Actor, gia: Actor, head: Actor) -> None:
    """Everything a page can have to say: an edition, an answer, an agreement, something hidden."""
    first = actions.write_comment(nino, discussion=discussion, text="პირველი")
    actions.edit_comment(nino, comment=first, text="პირველი, უკეთ")
    answer = actions.write_comment(gia, discussion=discussion, text="პასუხი", answers=first)
    actions.edit_comment(gia, comment=answer, text="პასუხი, უკეთ")
    bad = actions.write_comment(gia, discussion=discussion, text="რეკლამა", answers=first)
    actions.hide_comment(head, comment=bad, reason="advertising", words="რეკლამაა")
    worse = actions.write_comment(gia, discussion=discussion, text="რეკლამა")
    actions.hide_comment(head, comment=worse, reason="advertising", words="ეს რეკლამაა")
    for by in (gia, head):
        actions.agree(by, comment=first)


def test_a_lively_discussion_asks_at_most_a_dozen_times(discussion, nino, gia, head, applicant) -> None:
    lively(discussion, nino, gia, head)
    for by in (head, applicant, gia):
        client = client_of(by)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address(discussion)).content.decode()
        for words in ("პირველი, უკეთ", "პასუხი, უკეთ", "ეს რეკლამაა"):
            assert words in page
        assert "/discussion/name/" in page, "everybody here may write"
        queries = [one["sql"] for one in asked if not one["sql"].startswith(FRAME)]
        assert len(queries) <= MOST_QUERIES, "\n".join(queries)


def test_what_waits_is_seen_by_its_author_only(matter, nino, gia, head) -> None:
    discussion = actions.open_discussion(head, matter=matter, moderation="before")
    comment = actions.write_comment(nino, discussion=discussion, text="ველოდები")
    assert "ველოდები" in client_of(nino).get(address(discussion)).content.decode()
    for other in (Client(), client_of(gia)):
        assert "ველოდები" not in other.get(address(discussion)).content.decode()
        assert other.get(f"/en/ozurgeti/discussion/comment/{comment.pk}/report/").status_code == 404
    assert "ველოდები" not in Client().get(address(discussion, "feed.atom")).content.decode()


def test_the_desk_of_moderators(discussion, nino, gia, clerk, head) -> None:
    comment = actions.write_comment(nino, discussion=discussion, text="რეკლამა აქ")
    actions.report_comment(gia, comment=comment, reason="advertising")
    desk, place = "/en/ozurgeti/desk/discussion/", f"/en/ozurgeti/desk/discussion/comment/{comment.pk}/"
    assert client_of(gia).get(desk).status_code == client_of(gia).get(place).status_code == 403
    client = client_of(clerk)
    page = client.get(desk).content.decode()
    assert "data-keyboard-list" in page and "reported (1)" in page and "რეკლამა აქ" in page
    assert client.get(place).status_code == 200
    assert "govuk-error" in client.post(place, {"act": "hide"}).content.decode()
    for odd in ({}, {"act": "explode"}, {"act": "decide", "decide-outcome": "x"}):
        assert client.post(place, odd).status_code == 200
    hidden = {"act": "hide", "hide-reason": "advertising", "hide-words": "რეკლამაა"}
    assert client.post(place, hidden).url == desk
    assert client.post(place, {"act": "restore"}).status_code == 302
    assert client.post(place, {"act": "restore"}).status_code == 409
    client.post(place, hidden)
    appeal = f"/en/ozurgeti/discussion/comment/{comment.pk}/appeal/"
    assert client_of(nino).post(appeal, {"words": "არ არის"}).status_code == 302
    assert "appeal" in client.get(desk).content.decode()
    decided = {"act": "decide", "decide-outcome": "upheld", "decide-words": "რეკლამაა მაინც"}
    assert client_of(head).post(place, decided).status_code == 302
    assert "რეკლამაა მაინც" in Client().get(address(discussion)).content.decode()


def test_staff_open_and_close_a_discussion(matter, head, nino) -> None:
    opening = f"/en/ozurgeti/desk/discussion/{matter.number}/open/"
    assert client_of(nino).get(opening).status_code == 403
    client = client_of(head)
    assert client.get(opening).status_code == 200
    assert client.post(opening, {"moderation": "x"}).status_code == 200
    last = {"closes_on_day": "1", "closes_on_month": "5", "closes_on_year": "2099"}
    assert client.post(opening, {"moderation": "before", **last}).status_code == 302
    assert Discussion.objects.get().moderation == "before"
    assert client.post(opening, {"act": "close"}).status_code == 302
    assert not Discussion.objects.get().is_open()


def test_the_feed_has_names_and_no_addresses(discussion, nino) -> None:
    actions.write_comment(nino, discussion=discussion, text="<script> & https://example.org/")
    text = Client().get(address(discussion, "feed.atom")).content.decode()
    feed = ElementTree.fromstring(text)
    names = [name.text for name in feed.iter("{http://www.w3.org/2005/Atom}name")]
    assert names == ["ნინო ნ."] and "nino@" not in text


def test_the_page_of_the_matter_leads_to_what_people_say(discussion, nino) -> None:
    thread = f"/en/ozurgeti/thread/{discussion.matter.number}/"
    assert "Say what you think" in Client().get(thread).content.decode()
    actions.write_comment(nino, discussion=discussion, text="პირველი")
    page = Client().get(thread).content.decode()
    assert "What people say: 1 comment<" in page and f'href="{address(discussion)}"' in page
