"""Feeds by the rules of RFC 4287, calendars read back by another parser, and nothing new said to whoever has it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from lxml import etree

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.actions import start_clock
from eroba.kernel.clocks.queries import rule_in_force
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.notify import actions
from eroba.kernel.notify.models import CalendarAddress
from eroba.kernel.people.queries import actor_of
from eroba.kernel.undertakings import actions as promises
from eroba.kernel.undertakings.models import Words

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = "/en/ozurgeti/feeds/"
RFC3339 = "%Y-%m-%dT%H:%M:%S%z"


def promised(by, text="A bench", days=30, **more):
    due_on = today() + dt.timedelta(days=days)
    return promises.promise(
        by, text=Words(f"{text} ქართულად", text), promised_by=Words("მერია"), due_on=due_on, **more
    )


def read(address, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == 200, response.status_code
    return response


def valid_feed(response):
    """The feed, after every MUST of RFC 4287, sections 3 and 4.1, that can be broken here."""
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1 and feed.findtext(f"{ATOM}{name}"), name
    assert_iri(feed.findtext(f"{ATOM}id"))
    links = {link.get("rel", "alternate"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].startswith("http") and links["alternate"].startswith("http")
    dt.datetime.strptime(feed.findtext(f"{ATOM}updated"), RFC3339)
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids), "an id stands once in a feed"
    for entry in entries:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1 and entry.findtext(f"{ATOM}{name}"), name
        assert_iri(entry.findtext(f"{ATOM}id"))
        alternates = [x for x in entry.findall(f"{ATOM}link") if x.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1 or entry.find(f"{ATOM}content") is not None
        assert feed.find(f"{ATOM}author") is not None or entry.find(f"{ATOM}author") is not None
        dt.datetime.strptime(entry.findtext(f"{ATOM}updated"), RFC3339)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    return feed


def assert_iri(text):
    scheme, colon, rest = text.partition(":")
    assert colon and scheme.isalpha() and rest and " " not in text


def days_of(response):
    """What stands in a calendar, read by a parser."""
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert str(calendar["version"]) == "2.0" and calendar["prodid"]
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n")), "lines are folded"
    for event in calendar.walk("VEVENT"):
        for name in ("uid", "dtstamp", "dtstart", "summary"):
            assert event[name], name
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_every_feed_is_valid_atom_also_when_nothing_stands_in_it(head, in_ozurgeti):
    empty = valid_feed(read(f"{FEEDS}all.atom"))
    assert empty.findtext(f"{ATOM}updated").startswith("2014"), "an empty feed was never changed"
    need = open_matter(kind="need", prefix="T", title_ka="ა & <ბ>", title_en="a & <b>", visibility="public")
    made = promised(head, "„Bench“ & <more>", arose_from=need)
    ids = set()
    for address in (
        "all.atom",
        "promises.atom",
        f"matter/{made.matter.number}.atom",
        f"matter/{need.number}.atom",
    ):
        feed = valid_feed(read(FEEDS + address))
        assert feed.findall(f"{ATOM}entry"), address
        ids.add(feed.findtext(f"{ATOM}id"))
    assert len(ids) == 4, "each feed has an id of its own"


def test_ids_and_moments_are_stable_and_the_newest_stands_first(head, clerk):
    made = promised(head)
    first = read(f"{FEEDS}promises.atom")
    again = read(f"{FEEDS}promises.atom")
    assert first.content == again.content and first["ETag"] == again["ETag"]
    promises.answer(clerk, undertaking=made, words=Words("დიახ", "Yes"))
    feed = valid_feed(read(f"{FEEDS}promises.atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}summary") == "The town hall said how the promise stands."
    old = valid_feed(first).find(f"{ATOM}entry")
    assert entries[1].findtext(f"{ATOM}id") == old.findtext(f"{ATOM}id")
    assert entries[1].findtext(f"{ATOM}updated") == old.findtext(f"{ATOM}updated")
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")


def test_whoever_has_it_is_told_that_nothing_is_new(head, clerk):
    made = promised(head)
    for address in (f"{FEEDS}promises.atom", f"{FEEDS}dates.ics"):
        first = read(address)
        assert "max-age=300" in first["Cache-Control"] and "public" in first["Cache-Control"]
        assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    atom = read(f"{FEEDS}promises.atom")
    assert (
        Client()
        .get(f"{FEEDS}promises.atom", headers={"if-modified-since": atom["Last-Modified"]})
        .status_code
        == 304
    )
    ics = read(f"{FEEDS}dates.ics")
    promises.mark_broken(head, undertaking=made, reason=Words("არა", "No"))
    changed = Client().get(f"{FEEDS}dates.ics", headers={"if-modified-since": ics["Last-Modified"]})
    assert changed.status_code == 200, "a day that was taken away is news"


def test_nothing_that_is_not_public_stands_in_a_feed(head, in_ozurgeti):
    made = promised(head)
    Matter.objects.filter(pk=made.matter_id).update(visibility="parties")
    assert not valid_feed(read(f"{FEEDS}all.atom")).findall(f"{ATOM}entry")
    assert Client().get(f"{FEEDS}matter/{made.matter.number}.atom").status_code == 404
    assert Client().get(f"{FEEDS}nothing.atom").status_code == 404


def test_the_calendar_of_the_town_has_each_promised_day(head):
    made = promised(head, days=20)
    events = days_of(read(f"{FEEDS}dates.ics"))
    event = events[f"undertaking-{made.pk}@127.0.0.1"]
    assert event.decoded("dtstart") == made.due_on and event.decoded("dtend") == made.due_on + dt.timedelta(1)
    assert "A bench" in str(event["summary"]) and str(event["url"]).endswith(
        f"/undertakings/{made.matter.number}/"
    )
    promises.postpone(
        head, undertaking=made, due_on=today() + dt.timedelta(60), reason=Words("წვიმა", "Rain")
    )
    moved = days_of(read(f"{FEEDS}dates.ics"))[f"undertaking-{made.pk}@127.0.0.1"]
    assert moved.decoded("dtstart") == today() + dt.timedelta(60)
    assert moved.decoded("last-modified") >= event.decoded("last-modified")


def test_my_own_days_are_read_with_the_secret_address_until_it_is_taken_back(resident):
    mine = open_matter(kind="case", prefix="T", title_ka="ჩემი", title_en="Mine", visibility="parties")
    other = open_matter(kind="case", prefix="T", title_ka="სხვისი", title_en="Others", visibility="parties")
    add_party(matter=mine, person=resident)
    for matter in (mine, other):
        rule = rule_in_force("gac.decision", on=today())
        start_clock(system_actor("worker"), subject_id=matter.pk, subject_number=matter.number, rule=rule)
    client = Client()
    client.force_login(resident.account)
    page = client.post("/en/me/notices/calendar/", {"town": "ozurgeti", "act": "make"}).content.decode()
    address = page.split("<code>")[1].split("</code>")[0].removeprefix("http://127.0.0.1:8000")
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert secret not in str(CalendarAddress.objects.values()), "only a hash of the secret is kept"
    assert secret not in client.get("/en/me/notices/calendar/").content.decode(), "it is shown once"
    response = read(address)
    assert [str(event["description"]) for event in days_of(response).values()] == [mine.number]
    assert "private" in response["Cache-Control"] and response["Referrer-Policy"] == "no-referrer"
    assert Client().get(address.replace("/ozurgeti/", "/khobi/")).status_code == 404
    second = client.post("/en/me/notices/calendar/", {"town": "ozurgeti", "act": "make"}).content.decode()
    assert Client().get(address).status_code == 404, "a new address ends the old one"
    newer = second.split("<code>")[1].split("</code>")[0].removeprefix("http://127.0.0.1:8000")
    client.post("/en/me/notices/calendar/", {"town": "ozurgeti", "act": "revoke"})
    assert Client().get(newer).status_code == 404
    assert client.post("/en/me/notices/calendar/", {"town": "khobi", "act": "make"}).status_code == 404


def test_a_calendar_of_somebody_who_was_shut_out_is_closed(resident):
    secret = actions.make_calendar_address(actor_of(resident.account))
    assert read(f"/ka/ozurgeti/calendar/{secret}.ics")
    resident.account.is_active = False
    resident.account.save()
    assert Client().get(f"/ka/ozurgeti/calendar/{secret}.ics").status_code == 404


@pytest.mark.parametrize("address", ["all.atom", "promises.atom", "dates.ics"])
def test_a_feed_asks_a_fixed_number_of_questions(address, head):
    counts = []
    for more in (1, 12):
        for number in range(more):
            promised(head, f"Promise {number}")
        with CaptureQueriesContext(connection) as asked:
            read(FEEDS + address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_page_heads_name_the_feeds(head):
    made = promised(head)
    for page, feed in (
        ("/en/ozurgeti/", "/en/ozurgeti/feeds/all.atom"),
        ("/en/ozurgeti/feeds/", "/en/ozurgeti/feeds/dates.ics"),
        (f"/en/ozurgeti/thread/{made.matter.number}/", f"/feeds/matter/{made.matter.number}.atom"),
        (f"/en/ozurgeti/undertakings/{made.matter.number}/", f"/feeds/matter/{made.matter.number}.atom"),
    ):
        text = read(page).content.decode()
        head_of_page = text.split("</head>")[0]
        assert 'rel="alternate"' in head_of_page and feed in head_of_page, page
    assert "Follow this matter" in text
