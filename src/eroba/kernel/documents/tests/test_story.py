"""The story of a letter: drawn, sealed, issued, checked by strangers in three ways, withdrawn."""

import argparse
import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents.actions import (
    issue_letter,
    keep_upload,
    renew_seal,
    withdraw_letter,
    withdraw_seal,
)
from eroba.kernel.documents.commands import decision as commands
from eroba.kernel.documents.downloads import file_response
from eroba.kernel.documents.models import Letter, SealKey
from eroba.kernel.documents.preparing import (
    letter_text,
    prepare_letter,
    preview,
    receive_upload,
    town_seal,
)
from eroba.kernel.documents.queries import (
    bytes_of,
    current_seal,
    letter_by_code,
    letters_about,
    published_keys,
)
from eroba.kernel.documents.tests.letters import BODY
from eroba.kernel.documents.uploads import UploadRefused
from eroba.kernel.documents.verification import verify_pdf
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

SUBJECT = uuid7()


def issued(clerk: Actor) -> Letter:
    text = letter_text(
        language="ka",
        kind="decision",
        outcome="granted",
        number="OZU-2026-SOC-00042",
        title="გადაწყვეტილება დახმარების შესახებ",
        addressee_lines=("ნინო გამოგონილი",),
        body_html=BODY,
        signatory_name="თეა კლერკი",
        signatory_post="სოციალური სამსახური",
    )
    assert preview(text).startswith(b"%PDF-")
    return issue_letter(clerk, drawn=prepare_letter(text), subject_id=SUBJECT)


@pytest.fixture
def letter(clerk: Actor) -> Letter:
    return issued(clerk)


def test_a_letter_is_issued_and_told(letter: Letter) -> None:
    assert [kept.pk for kept in letters_about(SUBJECT)] == [letter.pk]
    assert FactRecord.objects.filter(matter_id=SUBJECT, name="letter.issued").count() == 1
    entry = JournalEntry.objects.filter(action="documents.issue_letter").get()
    assert (entry.subject_id, entry.subject_number) == (SUBJECT, "OZU-2026-SOC-00042")
    assert "გამოგონილი" not in json.dumps([entry.after, letter.statement], ensure_ascii=False)
    assert verify_pdf(bytes_of(letter.file), published_keys()).valid


def test_a_stranger_checks_the_code(letter: Letter, client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        page = client.get(f"/verify/{letter.code}?language=en")
    shown = page.content.decode()
    assert page.status_code == 200
    for words in ("This letter is genuine", "OZU-2026-SOC-00042", "Granted", "Decision"):
        assert words in shown
    assert "გამოგონილი" not in shown, "nothing about a person is public"
    assert not page.cookies and "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["Cache-Control"] == "public, max-age=60"


def test_a_code_typed_badly_still_leads_there(letter: Letter, client: Client) -> None:
    typed = letter.code.lower().replace("-", " ")
    address = client.get("/verify/", {"code": typed, "language": "en"})
    assert address.headers["Location"] == f"/verify/{letter.code}?language=en"
    assert client.get(f"/verify/{typed}").status_code == 302


def test_unknown_and_impossible_codes_are_answered_in_words(db: None, client: Client) -> None:
    unknown = client.get("/verify/0000-0000-0000-00000?language=en")
    assert unknown.status_code == 404 and "We do not know this letter" in unknown.content.decode()
    assert client.get("/verify/%00").status_code == 404
    for code in ("nonsense", "a" * 500, "ოზურგეთი", "' OR 1=1"):
        page = client.get(f"/verify/{code}?language=en")
        assert page.status_code == 404 and "cannot be the code" in page.content.decode()
    empty = client.get("/verify/?code=&language=en")
    assert empty.status_code == 422 and "Type the code" in empty.content.decode()


def test_a_stranger_checks_the_file(letter: Letter, client: Client) -> None:
    content = bytes_of(letter.file)
    page = client.post("/verify/file/?language=en", {"file": SimpleUploadedFile("a.pdf", content)})
    assert page.status_code == 200 and "This file is genuine" in page.content.decode()
    assert not page.cookies
    changed = content.replace(b"/Title", b"/Titel", 1)
    page = client.post("/verify/file/?language=en", {"file": SimpleUploadedFile("a.pdf", changed)})
    assert "did not pass" in page.content.decode()
    assert client.post("/verify/file/?language=en").status_code == 422


def test_the_command_checks_without_a_database(
    letter: Letter, client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    keys, file = tmp_path / "keys.json", tmp_path / "letter.pdf"
    keys.write_bytes(client.get("/verify/keys.json").content)
    file.write_bytes(bytes_of(letter.file))
    monkeypatch.setattr(commands, "published_keys", lambda: pytest.fail("asked the database"))

    def verify(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        commands.add_arguments(parser)
        return commands.run(parser.parse_args([*arguments, "--keys", str(keys)]))

    assert verify(str(file), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["statement"]["code"] == letter.code
    file.write_bytes(bytes_of(letter.file) + b" ")
    assert verify(str(file)) == 1
    assert "NOT VALID" in capsys.readouterr().out
    assert verify(str(tmp_path / "absent.pdf")) == 2
    keys.write_text("[]")
    assert verify(str(file)) == 2


def test_a_withdrawn_letter_says_so_everywhere(letter: Letter, head: Actor, client: Client) -> None:
    withdrawn = withdraw_letter(head, letter=letter, because="The amount was wrong.")
    shown = client.get(f"/verify/{letter.code}?language=en").content.decode()
    assert "has been withdrawn" in shown and "amount was wrong" not in shown
    file = SimpleUploadedFile("a.pdf", bytes_of(letter.file))
    shown = client.post("/verify/file/?language=en", {"file": file}).content.decode()
    assert "has been withdrawn" in shown
    with pytest.raises(NotAllowed):
        withdraw_letter(head, letter=withdrawn, because="Again.")


def test_two_heads_withdraw_one_letter_and_the_second_is_told(letter: Letter, head: Actor) -> None:
    first, second = Letter.objects.get(pk=letter.pk), Letter.objects.get(pk=letter.pk)
    withdraw_letter(head, letter=first, because="Wrong.")
    with pytest.raises(Refusal, match=r".+"):
        withdraw_letter(head, letter=second, because="Wrong.")


def test_only_officials_issue_and_only_heads_withdraw(letter: Letter, clerk: Actor, applicant: Actor) -> None:
    with pytest.raises(NotAllowed):
        issued(applicant)
    with pytest.raises(NotAllowed):
        withdraw_letter(clerk, letter=letter, because="x")
    with pytest.raises(NotAllowed):
        renew_seal(clerk, town_name="x")


def test_letters_of_the_old_seal_stay_valid(letter: Letter, head: Actor) -> None:
    before = town_seal().published.key_id
    renew_seal(head, town_name="ოზურგეთის მუნიციპალიტეტი")
    assert town_seal().published.key_id != before
    assert len(published_keys()) == 2 and SealKey.objects.filter(is_current=True).count() == 1
    assert verify_pdf(bytes_of(letter.file), published_keys()).valid


def test_a_seal_that_has_run_out_is_renewed_by_itself(in_ozurgeti: Municipality) -> None:
    with at(dt.date(2010, 5, 4)):
        old = town_seal().published
    assert current_seal() is None
    assert town_seal().published.key_id != old.key_id


def test_a_stolen_seal_is_withdrawn(letter: Letter, head: Actor, client: Client) -> None:
    withdraw_seal(head, key_id=town_seal().published.key_id, because="stolen")
    assert not verify_pdf(bytes_of(letter.file), published_keys()).valid
    shown = client.get(f"/verify/{letter.code}?language=en").content.decode()
    assert "This letter is genuine" in shown and "This page counts" in shown


def test_private_keys_do_not_lie_open(letter: Letter) -> None:
    seal, row = town_seal(), SealKey.objects.get(is_current=True)
    assert seal.statement_key not in bytes(row.locked_statement_key)
    assert seal.certificate_key not in bytes(row.locked_certificate_key)


def test_towns_have_seals_of_their_own(letter: Letter, khobi: Municipality) -> None:
    with scope(khobi):
        assert town_seal().published.municipality == "khobi"
        assert not Letter.objects.filter(code=letter.code).exists()
        found = letter_by_code(letter.code)
        assert found is not None and found.municipality.slug == "ozurgeti"


def test_an_upload_is_kept_and_handed_out_safely(applicant: Actor) -> None:
    paper = preview(letter_text(
        language="en", kind="answer", outcome="", number="1", title="t", addressee_lines=(),
        body_html="<p>x</p>", signatory_name="", signatory_post="",
    ))  # fmt: skip
    sent = SimpleUploadedFile("ცნობა.pdf.exe", paper)
    file = keep_upload(applicant, upload=receive_upload(sent))
    assert (file.original_name, file.account_id) == ("ცნობა.pdf", applicant.account_id)
    answer = file_response(file)
    assert b"".join(answer.streaming_content) == paper
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    entry = JournalEntry.objects.filter(action="documents.keep_upload").get()
    assert "ცნობა" not in json.dumps([entry.after, entry.personal], ensure_ascii=False)


def test_a_renamed_program_is_not_kept(applicant: Actor) -> None:
    with pytest.raises(UploadRefused) as refused:
        receive_upload(SimpleUploadedFile("photo.jpg", b"MZ" + bytes(100)))
    assert refused.value.status == 422


def test_a_stranger_hands_in_nothing(in_ozurgeti: Municipality) -> None:
    paper = SimpleUploadedFile("a.png", _dot())
    with pytest.raises(NotAllowed):
        keep_upload(Actor(), upload=receive_upload(paper))
    paper.seek(0)
    assert keep_upload(system_actor("import"), upload=receive_upload(paper)).size_bytes


def _dot() -> bytes:
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
