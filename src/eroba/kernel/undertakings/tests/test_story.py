"""A promised bench: put off once, late, kept, and readable from its need to its evidence."""

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.queries import thread_of, timeline
from eroba.kernel.undertakings.actions import EvidenceDraft, answer, mark_kept, postpone, promise, replace
from eroba.kernel.undertakings.models import Standing, Undertaking, Words
from eroba.kernel.undertakings.queries import balance
from eroba.kernel.undertakings.tasks import announce_late_undertakings

BENCH = Words("სკამი გაჩერებასთან", "A bench at the bus stop")
ROADS = Words("კეთილმოწყობის სამსახური", "Public Works")


@pytest.mark.django_db
def test_a_promise_from_the_need_to_the_evidence(in_ozurgeti, clerk, head) -> None:
    with at(date(2026, 3, 2)):
        need = open_matter(kind="need", prefix="NEE", title_ka="სკამი", title_en="Need", visibility="public")
        bench = promise(clerk, text=BENCH, promised_by=ROADS, due_on=date(2026, 5, 1), arose_from=need)
    assert bench.matter.number == "OZU-2026-UND-00001"
    with at(date(2026, 4, 20)):
        reason = Words("მასალა დაგვიანდა", "The wood came late")
        postpone(head, undertaking=bench, due_on=date(2026, 6, 1), reason=reason)
        assert announce_late_undertakings() == 0
    with at(date(2026, 6, 2)):
        assert announce_late_undertakings() == 1
        assert announce_late_undertakings() == 0
        answer(clerk, undertaking=bench, words=Words("ხვალ დავდგამთ", "We set it up tomorrow"))
        assert Undertaking.objects.get().standing() == Standing.LATE
        assert balance().late == 1
    with at(date(2026, 6, 3)):
        photo = EvidenceDraft("ფოტო", "https://example.org/bench.jpg")
        kept = mark_kept(clerk, undertaking=bench, evidence=[photo])
    assert (kept.state, kept.days_late) == ("kept", 33)
    with override("en"):
        told = [entry.words for entry in timeline(bench.matter, audience="public")]
        assert told[0].startswith("It was promised in public") and told[-1].startswith("The promise was kept")
        assert len(told) == 5
        assert timeline(need, audience="public")[0].words.startswith(
            "A promise arose from this: OZU-2026-UND"
        )
        page = Client().get(f"/en/ozurgeti/undertakings/{bench.matter.number}/").content.decode()
    for said in (
        "The wood came late",
        "We set it up tomorrow",
        "https://example.org/bench.jpg",
        "33 days late",
    ):
        assert said in page
    assert [step.matter.number for step in thread_of(need, clerk).steps] == [need.number, bench.matter.number]
    assert set(JournalEntry.objects.values_list("action", flat=True)) >= {
        "undertakings.promise", "undertakings.postpone", "undertakings.announce_late", "undertakings.mark_kept",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_replaced_promise_leads_to_the_new_one(in_ozurgeti, head) -> None:
    with at(date(2026, 3, 2)):
        old = promise(head, text=BENCH, promised_by=ROADS, due_on=date(2026, 5, 1))
        new = replace(
            head,
            undertaking=old,
            text=Words("ორი სკამი", "Two benches"),
            due_on=date(2026, 7, 1),
            reason=Words("მეტია საჭირო", "More are needed"),
        )
    old.refresh_from_db()
    assert (old.state, old.replaced_by) == ("replaced", new)
    assert [s.matter.number for s in thread_of(new.matter, head).steps] == [
        old.matter.number,
        new.matter.number,
    ]
    as_json = Client().get("/ka/ozurgeti/undertakings/undertakings.json").json()["undertakings"]
    assert (as_json[0]["standing"], as_json[0]["replaced_by"]) == ("replaced", new.matter.number)
