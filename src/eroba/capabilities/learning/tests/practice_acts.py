"""What a village administrator and a web editor do in a practice case, right and wrong, as the pages would do it."""

import datetime as dt
from typing import Any

from eroba.capabilities.learning.models import PracticeRun
from eroba.capabilities.services import actions as services
from eroba.capabilities.services.models import Case, Counter, Visit
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, today
from eroba.kernel.discussion import actions as discussion
from eroba.kernel.discussion.models import Comment

Acts = list[tuple[str, dict[str, Any]]]
NUMBER = "The comment shows the number and address of somebody else. Please say the same without them."
SELLING = "This is advertising, which has no place here. What you think about the park is welcome."
RIGHT: dict[str, Acts] = {
    "village-a-a-time-for-somebody": [
        ("book", {"place": "village-office", "hour": 10, "name": ("გელა", "ნიმუშაძე")}),
    ],
    "village-b-who-came": [("note", {"came": True})],
    "village-c-an-empty-chair": [("note", {"came": False})],
    "village-d-put-it-right": [("note", {"came": True})],
    "village-e-about-an-application": [("book", {"place": "reception", "hour": 15})],
    "editor-a-a-telephone-number": [("hide_comment", {"reason": "personal", "words": NUMBER})],
    "editor-b-harsh-but-allowed": [("keep_comment", {})],
    "editor-c-an-advertisement": [("hide_comment", {"reason": "advertising", "words": SELLING})],
    "editor-d-before-it-appears": [("publish_comment", {})],
    "editor-e-a-colleagues-mistake": [("restore_comment", {})],
}
WRONG: dict[str, tuple[Acts, set[str]]] = {
    "village-a-a-time-for-somebody": (
        [("book", {"place": "reception", "hour": 15, "name": ("ვინმე", "სხვა")})],
        {"place", "morning", "family-name", "given-name"},
    ),
    "village-c-an-empty-chair": (
        [("note", {"came": True}), ("note", {"came": False}), ("note_other", {"came": False})],
        {"once", "next-waits", "others-fair"},
    ),
    "village-d-put-it-right": (
        [("note_other", {"came": True})],
        {"noted", "came", "namesake", "others-came"},
    ),
    "village-e-about-an-application": (
        [("book", {"place": "village-office", "hour": 10})],
        {"place", "afternoon"},
    ),
    "editor-a-a-telephone-number": (
        [("hide_comment", {"reason": "insult", "words": "Shame! 599 00 00 07"})],
        {"reason", "long-enough", "names-it", "not-repeated", "kind"},
    ),
    "editor-b-harsh-but-allowed": (
        [("hide_comment", {"reason": "insult", "words": "An insult."}), ("restore_comment", {})],
        {"kept", "not-hidden", "no-trace", "not-restored"},
    ),
}


def perform(by: Actor, run: PracticeRun, name: str, said: dict[str, Any]) -> None:
    """Do one act; runs in the scope of the training copy."""
    if name.endswith("_comment"):
        getattr(discussion, name)(by, comment=Comment.objects.get(pk=run.subject_id), **said)
    elif name == "book":
        book(by, run, **said)
    else:
        own = Visit.objects.filter(matter_id=run.subject_id)
        others = Visit.objects.exclude(matter_id=run.subject_id).order_by("starts_at")
        visit = (own if name == "note" else others).first()
        assert visit is not None
        services.note_visit(by, visit=visit, **said)


def book(by: Actor, run: PracticeRun, *, place: str, hour: int, name: tuple[str, str] = ("", "")) -> None:
    """Book for tomorrow: by the number of the application, if there is one."""
    case = Case.objects.filter(matter_id=run.subject_id).select_related("person", "service", "matter").first()
    services.book_for(
        by,
        counter=Counter.objects.get(code=place),
        starts_at=dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(hour), TBILISI),
        purpose=services.Purpose(case=case),
        personal_number="" if case else run.number,
        name=name,
    )
