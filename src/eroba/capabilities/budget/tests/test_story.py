"""The life of a budget: faults are named, what does not add up needs words, then everybody reads it."""

import argparse

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.budget import commands
from eroba.capabilities.budget.actions import accept_figures, decline_figures
from eroba.capabilities.budget.models import Announcement, Line
from eroba.capabilities.budget.reading.found import Wanted
from eroba.capabilities.budget.reading.reader import read_budget, read_folder
from eroba.capabilities.budget.tests.conftest import TEXT, publish
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.registry.shelf import exports
from eroba.kernel.ui.dates import day_with_year

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/budget/"
BUDGET = "/en/ozurgeti/budget/"
SAID = {
    "year": "2025", "phase": "executed", "unit": "", "source_ka": "საკრებულო", "announced_on_day": "1",
    "announced_on_month": "2", "announced_on_year": "2026",
}  # fmt: skip


def page(address: str, client: Client | None = None) -> str:
    return (client or Client()).get(address).content.decode()


def sent(client: Client, text: str) -> object:
    file = SimpleUploadedFile("ბიუჯეტი.csv", text.encode(), content_type="text/csv")
    return client.post(f"{DESK}read/", {**SAID, "file": file})


def test_a_file_becomes_a_public_budget(head) -> None:
    official = Client()
    official.force_login(Account.objects.get(pk=head.account_id))
    assert "not public here yet" in page(BUDGET)
    assert "No file was read yet" in page(DESK, official)
    wrong = sent(official, TEXT.replace("60;70;60", "60.005;70;ათი"))
    assert wrong.status_code == 422
    assert "fraction of a tetri" in wrong.content.decode() and "საკრებულო" in wrong.content.decode()
    assert not Announcement.objects.exists()

    answer = sent(official, TEXT.replace(";300;", ";299,99;"))
    assert answer.status_code == 302, answer.content.decode()
    preview = page(answer["Location"], official)
    assert "Parts do not add up" in preview and "0.01\xa0₾" in preview
    assert "not public here yet" in page(BUDGET) and Client().get(answer["Location"]).status_code == 302
    without_words = official.post(answer["Location"], {"accept": "yes", "because": ""})
    assert without_words.status_code == 422 and "say why" in without_words.content.decode()
    official.post(answer["Location"], {"accept": "yes", "because": "The council's table says so."})
    shown = page(BUDGET)
    assert "The council&#x27;s table says so." in page(f"{BUDGET}2025/programme/planned/")
    assert "For each 100 lari" in shown and "200.50\xa0₾" in shown and "of the plan was executed" in shown
    inside = page(f"{BUDGET}2025/programme/executed/01/")
    assert (
        "Kindergartens" in inside
        and "60\xa0₾" in inside
        and "budget/2025/programme/executed/01.01/" in inside
    )
    assert "Kindergartens" in page(f"{BUDGET}2025/search/?q=kinder")
    assert "ბაღები" in page(f"{BUDGET}2025/search/?q=bagh".replace("/en/", "/ka/"))
    assert JournalEntry.objects.filter(action="budget.accept_figures").count() == 1


def test_figures_announced_again_stand_beside_the_earlier_ones(head, published) -> None:
    first = published()
    second = published(text="კოდი;დასახელება;შესრულება\n01;განათლება;91\n02;გზები;110\n")
    assert Line.objects.filter(announcement=first).count() == 4
    shown = page(f"{BUDGET}2025/programme/executed/")
    assert "201\xa0₾" in shown and "were announced again" in shown and shown.count("budget.csv") == 2
    before = f"Executed, as announced before ({day_with_year(first.announced_on)})"
    assert before in shown and "200.50\xa0₾" in shown and "Planned, as announced" not in shown
    inside = page(f"{BUDGET}2025/programme/executed/01/")
    assert before in inside and "90.50\xa0₾" in inside and "91\xa0₾" in inside
    assert "300\xa0₾" in page(f"{BUDGET}2025/programme/planned/")
    with override("en"), pytest.raises(Refusal, match="already"):
        accept_figures(head, announcement=second)


def test_whoever_may_not_reads_why(head, clerk, applicant, khobi, published) -> None:
    with override("en"), pytest.raises(NotAllowed, match="Only officials"):
        publish(applicant)
    with override("en"), pytest.raises(NotAllowed, match="Only the head"):
        publish(clerk)
    waiting = Announcement.objects.get()
    with override("en"), pytest.raises(BadInput, match="why"):
        decline_figures(head, announcement=waiting, because=" ")
    assert decline_figures(head, announcement=waiting, because="Wrong file").state == "declined"
    assert "not public here yet" in page(BUDGET)
    assert Client().get(f"{BUDGET}2024/").status_code == 404
    published()
    for address in ("2025/economic/planned/", "2025/programme/never/", "2025/programme/planned/77/"):
        assert Client().get(f"{BUDGET}{address}").status_code == 404
    assert "not public here yet" in page(BUDGET.replace("ozurgeti", "khobi"))


def test_the_command_says_what_does_not_add_up(ozurgeti, tmp_path, capsys) -> None:
    path = tmp_path / "b.csv"
    path.write_text(TEXT.replace(";300;", ";301;"))
    parser = argparse.ArgumentParser()
    commands.add_arguments(parser)
    asked = ["import", str(path), "--municipality", "ozurgeti", "--year", "2025"]
    assert commands.run(parser.parse_args(asked)) == 1
    said = capsys.readouterr().err
    assert "row 2: programme total, planned: its parts make 300.00, the line says 301.00: -1.00" in said
    assert commands.run(parser.parse_args([*asked, "--although", "as resolved", "--format", "json"])) == 0
    assert '"difference_tetri": -100' in capsys.readouterr().out
    assert "300\xa0₾" in page(f"{BUDGET}2025/programme/planned/")
    path.write_text("nothing")
    assert commands.run(parser.parse_args(asked)) == 2


def test_a_budget_is_compared_dealt_out_and_taken_away(ozurgeti, head, published, tmp_path) -> None:
    assert "not public here yet" in page(f"{BUDGET}my-tax/")
    ozurgeti.population = 58_400
    ozurgeti.save(update_fields=["population"])
    published()
    published(2024)
    compared = page(f"{BUDGET}compare/")
    assert "Spent for each resident in 2025" in compared and "2024" in compared and "200.50\xa0₾" in compared
    receipt = Client().post(f"{BUDGET}my-tax/", {"paid": "100"}).content.decode()
    assert "45.14\xa0₾" in receipt and "54.86\xa0₾" in receipt
    for wrong in ("", "0", "-5", "ბევრი", "1.005", "9" * 14):
        assert Client().post(f"{BUDGET}my-tax/", {"paid": wrong}).status_code == 422, wrong
    told = Client().get(f"{BUDGET}2025/figures.json").json()
    assert [row["executed"] for row in told["lines"]] == ["90.50", "60.00", "30.50", "110.00"]
    assert b"01.01" in Client().get(f"{BUDGET}2025/figures.csv").content
    assert Client().get(f"{BUDGET}2025/figures.xlsx").content[:2] == b"PK"
    assert Client().get(f"{BUDGET}2025/figures.pdf").status_code == 404
    packed = Client().get(f"{BUDGET}2025/package.zip").content
    again = read_budget(packed, Wanted(2025))
    came_back = {line.code: line.amounts["executed"] for line in again.lines}
    assert not again.faults and came_back == {"01": 9050, "01.01": 6000, "01.02": 3050, "02": 11000}
    files = exports()["fiscal"].write(tmp_path)
    assert sorted(path.name for path in files) == ["datapackage.json", "programme.csv"]
    assert read_folder(tmp_path, Wanted(2024)).lines


def test_pages_ask_few_questions(published, django_assert_max_num_queries) -> None:
    published()
    for address in ("", "2025/", "2025/programme/planned/01/", "2025/search/?q=a", "compare/", "my-tax/"):
        with django_assert_max_num_queries(12):
            page(f"{BUDGET}{address}")
