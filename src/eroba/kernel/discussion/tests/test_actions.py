"""Who may do what in a discussion, how often, until when; and what stays when somebody is erased."""

import datetime as dt

import pytest

from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.clock import at, now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.discussion import actions, rules
from eroba.kernel.discussion.holdings import holdings_about
from eroba.kernel.discussion.models import Comment, Discussion, Edition, PublicName, Report
from eroba.kernel.discussion.queries import hiding_of, public_name_of
from eroba.kernel.discussion.tasks import on_person_erased
from eroba.kernel.discussion.tests.conftest import writer
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.people.facts import PersonErased
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def write(by: Actor, discussion: Discussion, text: str = "ვფიქრობ", **more) -> Comment:
    return actions.write_comment(by, discussion=discussion, text=text, **more)


def test_the_matrix_of_roles(discussion, nino, gia, clerk, head, applicant) -> None:
    comment = write(nino, discussion)
    auditor = Actor(account_id=clerk.account_id, roles=frozenset({"auditor"}))
    editor = Actor(account_id=clerk.account_id, roles=frozenset({"editor"}))
    everybody = {
        "nobody": Actor(), "author": nino, "other": gia, "resident": applicant, "auditor": auditor,
        "editor": editor, "clerk": clerk, "head": head, "system": system_actor("worker"),
    }  # fmt: skip

    def allowed(rule, *about) -> set:
        return {name for name, by in everybody.items() if rule(by, *about)}

    accounts = set(everybody) - {"nobody", "system"}
    moderators = {"editor", "clerk", "head", "system"}
    assert allowed(rules.may_read, discussion) == set(everybody)
    assert allowed(rules.may_write, discussion) == accounts
    assert allowed(rules.may_agree, comment) == accounts - {"author"}
    assert allowed(rules.may_report, comment) == accounts
    assert allowed(rules.may_edit, comment) == allowed(rules.may_withdraw, comment) == {"author"}
    assert allowed(rules.may_moderate) == allowed(rules.may_moderate_comment, comment) == moderators
    assert allowed(rules.may_open_discussion, discussion.matter) == {"clerk", "head", "system"}
    assert allowed(rules.may_close_discussion, discussion) == {"head", "system"}
    hiding = actions.hide_comment(clerk, comment=comment, reason="insult", words="შეურაცხყოფა")
    assert allowed(rules.may_appeal, hiding) == {"author"}
    assert allowed(rules.may_decide_appeal, hiding) == set()
    hiding = actions.appeal_hiding(nino, hiding=hiding, words="არა")
    assert allowed(rules.may_decide_appeal, hiding) == {"head"}
    assert allowed(rules.may_appeal, hiding) == set()


def test_whoever_hid_a_comment_does_not_decide_the_appeal(discussion, nino, head) -> None:
    comment = write(nino, discussion)
    hiding = actions.hide_comment(head, comment=comment, reason="insult", words="ასე")
    hiding = actions.appeal_hiding(nino, hiding=hiding, words="არა")
    with pytest.raises(NotAllowed):
        actions.decide_appeal(head, hiding=hiding, outcome="upheld", words="ასე")
    own = write(head, discussion) if actions.choose_public_name(head, name="გია უ.") else None
    assert not rules.may_moderate_comment(head, own)


def test_a_private_matter_is_not_discussed(in_ozurgeti, head) -> None:
    private = open_matter(kind="need", prefix="TST", title_ka="ა", title_en="a", visibility="parties")
    with pytest.raises(NotAllowed):
        actions.open_discussion(head, matter=private)


def test_a_discussion_opens_closes_and_opens_again(discussion, nino, head) -> None:
    with pytest.raises(BadInput):
        actions.open_discussion(head, matter=discussion.matter, closes_at=now() - MINUTE)
    with pytest.raises(BadInput):
        actions.open_discussion(head, matter=discussion.matter, moderation="never")
    later = now() + dt.timedelta(days=1)
    discussion = actions.open_discussion(head, matter=discussion.matter, closes_at=later)
    with at(later), pytest.raises(NotAllowed):
        write(nino, discussion)
    actions.close_discussion(head, discussion=discussion)
    actions.close_discussion(head, discussion=discussion)
    with pytest.raises(NotAllowed):
        write(nino, discussion)
    assert actions.open_discussion(head, matter=discussion.matter).is_open()


def test_nobody_writes_too_much_in_a_short_time(discussion, nino, gia) -> None:
    start = now()
    for turn in range(5):
        with at(start + turn * MINUTE):
            write(nino, discussion)
    with at(start + 6 * MINUTE):
        with pytest.raises(NotAllowed):
            write(nino, discussion)
        write(gia, discussion)
    with at(start + 11 * MINUTE):
        write(nino, discussion)


def test_words_change_for_fifteen_minutes_and_the_earlier_ones_stay(discussion, nino) -> None:
    start = now()
    with at(start):
        comment = write(nino, discussion, "პირველი")
    with at(start + 14 * MINUTE):
        assert actions.edit_comment(nino, comment=comment, text="პირველი").edited_at is None
        comment = actions.edit_comment(nino, comment=comment, text="მეორე")
    with at(start + 15 * MINUTE), pytest.raises(NotAllowed):
        actions.edit_comment(nino, comment=comment, text="მესამე")
    assert (comment.text, Edition.objects.get().text) == ("მეორე", "პირველი")


def test_where_moderators_look_first_a_comment_waits_and_waits_again_when_changed(
    matter, nino, clerk, head
) -> None:
    discussion = actions.open_discussion(head, matter=matter, moderation="before")
    comment = write(nino, discussion)
    assert comment.state == "waiting"
    comment = actions.publish_comment(clerk, comment=comment)
    assert actions.edit_comment(nino, comment=comment, text="სხვა").state == "waiting"
    with pytest.raises(NotAllowed):
        actions.agree(clerk, comment=Comment.objects.get())


def test_there_are_two_levels(discussion, nino, gia) -> None:
    first = write(nino, discussion)
    second = write(gia, discussion, answers=first)
    with pytest.raises(NotAllowed):
        write(nino, discussion, answers=second)


def test_agreeing_and_reporting_twice_is_once(discussion, nino, gia) -> None:
    comment = write(nino, discussion)
    actions.agree(gia, comment=comment)
    assert actions.agree(gia, comment=comment).agree_count == 1
    assert actions.stop_agreeing(gia, comment=comment).agree_count == 0
    with pytest.raises(NotAllowed):
        actions.agree(nino, comment=comment)
    actions.report_comment(gia, comment=comment, reason="insult")
    with pytest.raises(NotAllowed):
        actions.report_comment(gia, comment=comment, reason="insult")
    assert Report.objects.count() == 1


def test_bad_input_is_refused_in_words(discussion, nino, gia, clerk) -> None:
    for text in ("", " \n ", "\u200b\u202e", "x" * 4001):
        with pytest.raises(BadInput):
            write(nino, discussion, text)
    for name in ("", "a", "nino@example.org", "x" * 61, "გია", "  გია "):
        with pytest.raises(BadInput):
            actions.choose_public_name(nino, name=name)
    comment = write(nino, discussion)
    with pytest.raises(BadInput):
        actions.report_comment(gia, comment=comment, reason="boring")
    for wrong in ({"reason": "boring", "words": "x"}, {"reason": "insult", "words": " "}):
        with pytest.raises(BadInput):
            actions.hide_comment(clerk, comment=comment, **wrong)
    nameless = Actor(account_id=clerk.account_id)
    with pytest.raises(BadInput):
        write(nameless, discussion)


def test_two_moderators_at_once_do_it_once(discussion, nino, clerk) -> None:
    comment = write(nino, discussion)
    stale = Comment.objects.get()
    actions.hide_comment(clerk, comment=comment, reason="insult", words="ასე")
    with pytest.raises(Refusal):
        actions.hide_comment(clerk, comment=stale, reason="insult", words="ასე")
    actions.restore_comment(clerk, comment=stale)
    with pytest.raises(Refusal):
        actions.restore_comment(clerk, comment=stale)
    actions.hide_comment(clerk, comment=stale, reason="off_topic", words="სხვა")
    assert hiding_of(stale).reason == "off_topic" and stale.hidings.count() == 2


def test_reports_are_settled_when_a_comment_is_kept(discussion, nino, gia, clerk) -> None:
    comment = write(nino, discussion)
    actions.report_comment(gia, comment=comment, reason="insult")
    actions.keep_comment(clerk, comment=comment)
    assert Report.objects.get().settled_at


def test_the_name_is_the_chosen_one_or_the_persons(discussion, applicant, resident) -> None:
    assert public_name_of(applicant) == resident.full_name
    comment = write(applicant, discussion)
    actions.choose_public_name(applicant, name="მეზობელი")
    assert public_name_of(applicant) == "მეზობელი"
    assert Comment.objects.get().name == comment.name == resident.full_name


def test_erasing_a_person_leaves_the_answers_and_nothing_of_theirs(
    discussion, applicant, resident, gia
) -> None:
    comment = write(applicant, discussion, "ჩემი სიტყვები")
    actions.edit_comment(applicant, comment=comment, text="სხვა სიტყვები")
    write(gia, discussion, answers=comment)
    held = holdings_about(resident)
    assert held["comments"][0]["earlier"] == ["ჩემი სიტყვები"]
    fact = PersonErased(None, person_id=resident.pk)
    for _again in range(2):
        on_person_erased(fact, None)
    comment.refresh_from_db()
    assert (comment.name, comment.text, comment.state) == ("", "", "withdrawn")
    assert not Edition.objects.exists() and Comment.objects.filter(answers=comment).count() == 1


def test_towns_share_no_names_and_no_comments(discussion, nino, khobi) -> None:
    write(nino, discussion)
    with scope(khobi):
        assert not Comment.objects.exists() and not PublicName.objects.exists()
        assert public_name_of(nino) == ""
        assert writer("other@example.org", "ნინო ნ.")
        assert not Person.objects.exists()
