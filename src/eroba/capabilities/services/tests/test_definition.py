"""A service folder becomes frozen nouns and back, unchanged; whatever is wrong is said with file and line."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.definition.freezing import canonical, hash_of, thaw
from eroba.capabilities.services.tests.conftest import SEED


@pytest.mark.parametrize(
    "folder", sorted(path for path in SEED.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_seed_folder_can_be_read(folder: Path):
    assert read_folder(folder).definition.code


def test_frozen_content_thaws_into_the_same_service(assistance_folder: ServiceFolder):
    stored = json.loads(json.dumps(assistance_folder.content))
    assert thaw(stored) == assistance_folder.definition


def test_hash_follows_the_content_and_nothing_else(copied_folder: Path, assistance_folder: ServiceFolder):
    same = read_folder(copied_folder)
    assert same.definition.content_hash == assistance_folder.definition.content_hash
    letter = copied_folder / "letters" / "granted.en.html"
    letter.write_text(letter.read_text() + "<p>More.</p>\n")
    assert read_folder(copied_folder).definition.content_hash != same.definition.content_hash


def test_order_of_keys_does_not_change_the_hash():
    assert hash_of({"a": 1, "b": {"c": 2, "d": 3}}) == hash_of({"b": {"d": 3, "c": 2}, "a": 1})
    assert canonical({"ა": "ბ"}) == '{"ა":"ბ"}'


def test_texts_fall_back_to_georgian(assistance_folder: ServiceFolder):
    title = assistance_folder.definition.title
    assert title.in_language("en") == "One-off social assistance"
    assert title.in_language("hy") == title.in_language("ka") == "ერთჯერადი სოციალური დახმარება"


def test_a_newer_format_is_refused(assistance_folder: ServiceFolder):
    with pytest.raises(DefinitionBroken, match="format 2"):
        thaw(assistance_folder.content | {"format": 2})


def broken(folder: Path) -> str:
    with pytest.raises(DefinitionBroken) as caught:
        read_folder(folder)
    assert all(finding.file and finding.message for finding in caught.value.findings)
    return str(caught.value)


def change(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return folder


MISTAKES = [
    ("service.yaml", "number_prefix: SOC", "number_prefix: soc", "two to five capital letters"),
    ("service.yaml", "code: one-off-social-assistance", "cod: one-off", "code is missing"),
    ("service.yaml", "    basis: gac-100\n", "    basis: gac-999\n", "gac-999 does not exist"),
    ("service.yaml", "source: clerk", "source: guess", "one of answer, computed"),
    ("service.yaml", "table: eligibility", "table: nothing", "nothing does not exist"),
    ("service.yaml", "field: income_per_person", "field: income", "one of income_per_person"),
    ("form.yaml", "kind: money", "kind: cash", "“cash” is not possible"),
    ("form.yaml", "shown_if: reason == 'other'", "shown_if: reason == ", "cannot be read"),
    ("form.yaml", "code: family_name", "code: given_name", "given_name is given 2 times"),
    (
        "form.yaml",
        "register: civil, field: birth_date",
        "register: civil, field: shoe",
        "civil.shoe does not exist",
    ),
    ("form.yaml", "shown_if: reason == 'other'", "shown_if: raeson == 'other'", "which is asked nowhere"),
    (
        "form.yaml",
        "shown_if: reason == 'other'",
        "shown_if: monthly_income > 5",
        "asked or worked out only later",
    ),
    ("form.yaml", "shown_if: reason == 'other'", "shown_if: $root.x == 1", "the sign $ is not allowed"),
    ("form.yaml", "kind: iban", "kind: group", "asks nothing in its rows"),
    (
        "service.yaml",
        "needed_if: in_database == true",
        "needed_if: income_per_person > 1",
        "no fact before social_score",
    ),
    ("form.yaml", "kind: iban", "kind: iban\n        unit: {ka: მ, en: m}", "which has no unit"),
    ("form.yaml", 'least: "1"', 'least: "31"', "least is above most"),
    (
        "form.yaml",
        "kind: money\n    expression",
        "show_on: x\n    kind: money\n    expression",
        "x does not exist",
    ),
    ("form.yaml", "monthly_income / household_size", "monthly_income / size", "speaks of size"),
    ("form.yaml", "shown_if: reason == 'other'", "shown_if: 'len(map([1..9], #)) > 2'", "loops over lists"),
    ("stages.yaml", "to: look-ups", "to: nowhere", "nowhere does not exist"),
    ("stages.yaml", "letter: missing-paper", "letter: lost", "lost does not exist"),
    ("stages.yaml", "code: accept_as_complete", "code: do_magic", "“do_magic” is not possible"),
    ("letters/granted.en.html", "{{ amount }}", "{{ secret }}", "nothing fills the gap secret"),
    ("letters/granted.en.html", "<p>", "<script>", "<script> is not allowed"),
    ("letters/granted.en.html", "<p>", "<p onclick='x()'>", "may not have attributes"),
    ("letters/granted.en.html", "{{ amount }}", "{% load x %}", "braces are only for gaps"),
    ("letters/granted.en.html", "</strong>", "", "is never closed"),
    ("rules/eligibility.json", '"hitPolicy": "first"', '"hitPolicy": "collect"', "hit policy must be"),
    ("rules/eligibility.json", '"type": "decisionTableNode"', '"type": "functionNode"', "function nodes"),
    ("rules/eligibility.json", '">= 1"', '">= "', "SOC-2"),
    ("rules/eligibility.json", '"_id": "SOC-2"', '"_id": "SOC-1"', "a code of its own"),
    ("rules/eligibility.json", '"nodes"', '"nodes', "not JSON"),
    ("examples/disaster.yaml", "expect:", "expected:", "expect is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_said_in_words(copied_folder: Path, file: str, old: str, new: str, said: str):
    words = broken(change(copied_folder, file, old, new))
    assert said in words
    assert file.split("/")[0] in words


def test_a_letter_may_name_what_the_folder_has(copied_folder: Path):
    letter = copied_folder / "letters" / "granted.en.html"
    written = letter.read_text()
    gaps = "{{ answers.household_size }} {{ computed.income_per_person }} {{ settings.amount_illness }}"
    letter.write_text(f"{written}<p>{gaps}</p>")
    read_folder(copied_folder)
    letter.write_text(f"{written}<p>{{{{ answers.shoe_size }}}}</p>")
    assert "nothing fills the gap answers.shoe_size. Write instead: one of answers." in broken(copied_folder)
    letter.write_text(f"{written}<p>{{{{ case.pk }}}}</p>")
    assert "nothing fills the gap case.pk" in broken(copied_folder)


def test_a_finding_names_its_line(copied_folder: Path):
    change(copied_folder, "form.yaml", "kind: money", "kind: cash")
    line = next(
        n
        for n, text in enumerate((copied_folder / "form.yaml").read_text().splitlines(), 1)
        if "cash" in text
    )
    assert f"form.yaml:{line}: error" in broken(copied_folder)


def test_all_mistakes_are_said_at_once(copied_folder: Path):
    change(copied_folder, "form.yaml", "kind: money", "kind: cash")
    change(copied_folder, "service.yaml", "number_prefix: SOC", "number_prefix: soc")
    words = broken(copied_folder)
    assert "cash" in words and "number_prefix" in words


@pytest.mark.parametrize("file", ["service.yaml", "form.yaml", "stages.yaml"])
def test_a_missing_file_is_said(copied_folder: Path, file: str):
    (copied_folder / file).unlink()
    assert f"{file}: error: the file is missing" in broken(copied_folder)


def test_links_out_of_the_folder_are_not_followed(copied_folder: Path, tmp_path: Path):
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>")
    (copied_folder / "letters" / "extra.en.html").symlink_to(secret)
    assert "does not belong here" in broken(copied_folder)


def test_strangers_in_a_folder_are_refused(copied_folder: Path):
    (copied_folder / "rules" / "evil.py").write_text("import os")
    assert "rules/evil.py: error: this file does not belong here" in broken(copied_folder)
