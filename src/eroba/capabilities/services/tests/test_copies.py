"""Writing a service at the desk: begun, saved, never overwritten in silence, never lost, published by somebody else."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from eroba.capabilities.services import actions, beginnings, rules_of_writing
from eroba.capabilities.services.actions.writing import Overtaken
from eroba.capabilities.services.checking import check_folder
from eroba.capabilities.services.models import Service, WorkingCopy, WorkingText
from eroba.capabilities.services.queries.working import differences, written
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal

pytestmark = pytest.mark.django_db
FORM = "form.yaml"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Refusals are read in English here."""
    with override("en"):
        yield


@pytest.fixture
def copy(service: Service, clerk: Actor) -> WorkingCopy:
    """A working copy of the seed service, begun by the clerk."""
    return actions.begin_copy(
        clerk,
        code=service.code,
        titles={"ka": service.title_ka, "en": service.title_en},
        files=beginnings.files_of_service(service),
        begun_from=service.current,
    )


def save(by: Actor, copy: WorkingCopy, name: str, old: str, new: str) -> WorkingText:
    """Replace words in a file, as somebody who has just opened it."""
    text = written(copy).texts[name]
    assert old in text.body
    return actions.save_text(by, copy=copy, name=name, body=text.body.replace(old, new), edition=text.edition)


def publish(by: Actor, copy: WorkingCopy) -> Service:
    """Look at the copy and publish it, as the page does."""
    now = written(copy)
    assert now.folder is not None
    check = check_folder(now.folder, today())
    return actions.publish_copy(by, copy=copy, check=check, fingerprint=now.fingerprint, writers=now.writers)


def test_the_life_of_a_version(copy: WorkingCopy, service: Service, clerk: Actor, head: Actor):
    assert written(copy).folder.definition.content_hash == service.current.content_hash
    assert written(copy).folder.examples, "test applicants come along, though what is published has none"
    save(clerk, copy, FORM, "en: Given name", "en: First name")
    (change,) = differences(written(copy).folder, service)
    assert (change.before, change.after) == ("Given name", "First name")
    published = publish(head, copy)
    assert published.current.number == service.current.number + 1
    copy.refresh_from_db()
    assert copy.state == "published" and copy.became == published.current
    entry = JournalEntry.objects.filter(action="services.publish_copy").get()
    assert entry.after["writers"] == [str(clerk.account_id)]
    # Whoever writes on it next begins with these files, test applicants and all.
    assert beginnings.files_of_service(published) == written(copy).files


def test_who_wrote_on_it_never_publishes_it(copy: WorkingCopy, head: Actor):
    save(head, copy, FORM, "max_length: 100", "max_length: 90")
    with pytest.raises(NotAllowed, match="you wrote on this working copy"):
        publish(head, copy)


def test_a_clerk_publishes_nothing(copy: WorkingCopy, clerk: Actor):
    assert not rules_of_writing.may_publish_copy(clerk, copy, frozenset())


def test_a_resident_writes_nothing(copy: WorkingCopy, applicant: Actor):
    with pytest.raises(NotAllowed):
        save(applicant, copy, FORM, "max_length: 100", "max_length: 90")


def test_two_editors_do_not_overwrite_each_other(copy: WorkingCopy, clerk: Actor, head: Actor):
    seen = written(copy).texts[FORM]
    save(clerk, copy, FORM, "max_length: 100", "max_length: 90")
    with pytest.raises(Overtaken):
        actions.save_text(head, copy=copy, name=FORM, body="pages: []", edition=seen.edition)
    assert "max_length: 90" in written(copy).texts[FORM].body
    other = written(copy).texts["stages.yaml"]
    actions.save_text(head, copy=copy, name="stages.yaml", body=other.body, edition=other.edition)


def test_no_edition_is_ever_lost(copy: WorkingCopy, clerk: Actor):
    first = written(copy).texts[FORM].body
    save(clerk, copy, FORM, "max_length: 100", "max_length: 90")
    actions.put_copy_aside(clerk, copy=copy)
    copy.refresh_from_db()
    with pytest.raises(NotAllowed, match="no longer open"):
        save(clerk, copy, FORM, "max_length: 90", "max_length: 80")
    actions.take_up_copy(clerk, copy=copy)
    kept = WorkingText.objects.filter(copy=copy, name=FORM).order_by("edition")
    assert [one.body == first for one in kept] == [True, False]


def test_what_changed_since_it_was_looked_at_is_not_published(copy: WorkingCopy, clerk: Actor, head: Actor):
    seen = written(copy)
    check = check_folder(seen.folder, today())
    save(clerk, copy, FORM, "max_length: 100", "max_length: 90")
    with pytest.raises(Overtaken):
        actions.publish_copy(head, copy=copy, check=check, fingerprint=seen.fingerprint, writers=seen.writers)
    with pytest.raises(Overtaken):
        now = written(copy)
        actions.publish_copy(head, copy=copy, check=check, fingerprint=now.fingerprint, writers=frozenset())


def test_what_lint_or_simulation_refuses_is_not_published(copy: WorkingCopy, clerk: Actor, head: Actor):
    save(clerk, copy, "rules/eligibility.json", "'SOC-9'", "'SOC-99'")
    now = written(copy)
    check = check_folder(now.folder, today())
    assert not check.is_fine, "the examples expect the row by its code"
    with pytest.raises(Refusal, match="mistakes must be mended"):
        actions.publish_copy(head, copy=copy, check=check, fingerprint=now.fingerprint, writers=now.writers)


def test_a_check_of_another_service_publishes_nothing(copy: WorkingCopy, head: Actor):
    now = written(copy)
    check = check_folder(now.folder, today())
    other = dataclasses.replace(check.folder.definition, code="something-else")
    check = dataclasses.replace(check, folder=dataclasses.replace(check.folder, definition=other))
    with pytest.raises(Refusal, match="another one"):
        actions.publish_copy(head, copy=copy, check=check, fingerprint=now.fingerprint, writers=now.writers)


def test_another_code_in_the_file_is_said_with_its_line(copy: WorkingCopy, clerk: Actor):
    save(clerk, copy, "service.yaml", "code: one-off-social-assistance", "code: firewood")
    (finding,) = written(copy).broken
    assert finding.file == "service.yaml" and finding.line > 0 and "firewood" in finding.message


def test_one_copy_of_a_service_is_open_at_a_time(copy: WorkingCopy, service: Service, head: Actor):
    again = actions.begin_copy(head, code=service.code, titles={}, files={"form.yaml": b"thrown away"})
    assert again == copy and written(copy).texts[FORM].body != "thrown away"
    actions.put_copy_aside(head, copy=copy)
    second = actions.begin_copy(head, code=service.code, titles={}, files={})
    assert second != copy
    copy.refresh_from_db()
    with pytest.raises(Refusal, match="Another working copy"):
        actions.take_up_copy(head, copy=copy)


def test_a_service_like_another_one(service: Service, clerk: Actor, head: Actor):
    files = beginnings.under_code(beginnings.files_of_service(service), "firewood")
    copy = actions.begin_copy(clerk, code="firewood", titles={}, files=files)
    published = publish(head, copy)
    assert published.code == "firewood" and Service.objects.count() == 2


@pytest.mark.parametrize("code", ["Firewood", "fire wood", "../x", "", "x" * 61])
def test_a_code_is_written_as_an_address(in_ozurgeti, clerk: Actor, code: str):
    with pytest.raises(BadInput):
        actions.begin_copy(clerk, code=code, titles={}, files={})


@pytest.mark.parametrize(
    "name", ["../etc/passwd", "letters/x.html", "rules/x.yaml", "other.yaml", "letters/a/../b.ka.html"]
)
def test_a_file_that_leads_elsewhere_is_refused(copy: WorkingCopy, clerk: Actor, name: str):
    with pytest.raises(BadInput):
        actions.save_text(clerk, copy=copy, name=name, body="x", edition=0)


def test_bombs_and_huge_input_are_refused_and_the_rest_stays(copy: WorkingCopy, clerk: Actor):
    with pytest.raises(BadInput, match="too large"):
        actions.save_text(clerk, copy=copy, name="letters/x.ka.html", body="ა" * 40_000, edition=0)
    with pytest.raises(BadInput, match="no text"):
        actions.save_text(clerk, copy=copy, name="letters/x.ka.html", body="\x00", edition=0)
    text = written(copy).texts[FORM]
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    actions.save_text(clerk, copy=copy, name=FORM, body=bomb, edition=text.edition)
    assert any("anchors" in one.message for one in written(copy).broken)


def test_a_file_taken_out_can_come_back(copy: WorkingCopy, clerk: Actor):
    name = "examples/disaster.yaml"
    body = written(copy).texts[name].body
    actions.remove_text(clerk, copy=copy, name=name)
    assert name not in written(copy).texts
    actions.save_text(clerk, copy=copy, name=name, body=body, edition=2)
    assert written(copy).texts[name].body == body
    with pytest.raises(BadInput):
        actions.remove_text(clerk, copy=copy, name=FORM)


def test_the_title_of_the_copy_follows_its_file(copy: WorkingCopy, clerk: Actor):
    text = written(copy).texts["service.yaml"]
    body = text.body.replace("One-off social assistance", "Help in need", 1)
    actions.save_text(clerk, copy=copy, name="service.yaml", body=body, edition=text.edition)
    copy.refresh_from_db()
    assert copy.title_en == "Help in need"
