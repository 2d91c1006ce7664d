"""The reference says what the schemas say, and the guide works when somebody follows it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.definition.letter_body import filled
from eroba.capabilities.services.letter_gaps import named_values
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.published import definition_for, definition_of
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.people import apply
from eroba.config.command import main
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.tenancy.scope import scope

DOCS = Path(__file__).resolve().parents[5] / "docs" / "services"
SCHEMAS = ASSISTANCE.parent.parent / "definition" / "schema"
REFERENCE = (DOCS / "reference.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "write-your-first-service.md").read_text(encoding="utf-8")
FILES = {
    "service": "service.yaml",
    "form": "form.yaml",
    "stages": "stages.yaml",
    "example": "examples/*.yaml",
}
LANGUAGES = {"ka", "en", "hy", "az"}


def names_in(schema: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every key and every fixed word a schema knows, and whether the key must be there."""
    required = schema.get("required", [])
    for name, inner in schema.get("properties", {}).items():
        if name not in LANGUAGES:
            yield name, name in required
        yield from names_in(inner)
    for word in schema.get("enum", []):
        yield str(word), False
    for inner in (schema.get("items"), *schema.get("$defs", {}).values()):
        yield from names_in(inner) if isinstance(inner, dict) else ()


@pytest.mark.parametrize("kind", FILES)
def test_the_reference_says_what_the_schema_says(kind: str):
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text())
    section = REFERENCE.partition(f"\n## {FILES[kind]}\n")[2].partition("\n## ")[0]
    assert section
    said = set(re.findall(r"`([a-z_-]+)`", section))
    known = dict(names_in(schema))
    assert set(known) - said == set(), "the reference leaves these out"
    must = set(re.findall(r"\*\*`([a-z_-]+)`\*\*", section))
    required = {name for name, is_required in names_in(schema) if is_required}
    assert must == required
    assert said - set(known) <= {"true", "false", "today", "by-outcome", "given-name", "count"}


def block(language: str, holding: str) -> str:
    """The block of the guide that holds these words."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    return next(body for name, body in blocks if name == language and holding in body)


@pytest.fixture
def firewood(tmp_path: Path) -> Path:
    """The folder as the guide leaves it after its second step."""
    folder = Path(shutil.copytree(ASSISTANCE, tmp_path / "firewood"))
    service = yaml.safe_load((folder / "service.yaml").read_text())
    service |= yaml.safe_load(block("yaml", "code: firewood"))
    (folder / "service.yaml").write_text(yaml.safe_dump(service, allow_unicode=True))
    form = (folder / "form.yaml").read_text()
    page = block("yaml", "code: stoves")
    form = form.replace("  - code: payment\n", f"{page}\n  - code: payment\n", 1)
    (folder / "form.yaml").write_text(form + block("yaml", "code: heated_area"))
    return folder


def answer_in_examples(folder: Path) -> None:
    """Do what the guide says about examples."""
    for example in (folder / "examples").iterdir():
        head, _, tail = example.read_text().partition("\nanswers:\n")
        example.write_text(f"{head}\nanswers:\n{block('yaml', 'room_size: 20')}{tail}")


@pytest.mark.django_db
def test_the_guide_can_be_followed(firewood: Path, capsys, ozurgeti, applicant):
    assert main(["service", "lint", str(firewood)]) == 0
    assert main(["service", "simulate", str(firewood)]) == 1
    said = "examples/disaster.yaml: error: expected outcome granted, rule SOC-3, amount 1000.00, got problems"
    assert f"{said} ['house', 'stoves']" in capsys.readouterr().err and said in GUIDE
    answer_in_examples(firewood)
    for language, words in (("ka", "მოგიტანთ"), ("en", "We bring")):
        letter = firewood / "letters" / f"granted.{language}.html"
        letter.write_text(letter.read_text() + block("html", words))
    assert main(["service", "simulate", str(firewood)]) == 0
    told = capsys.readouterr().out
    shown = block("", "invented applicants").split("…")
    assert all(one.strip() in told for one in shown)
    assert main(["service", "publish", str(firewood), "--municipality", "ozurgeti"]) == 0
    with scope(ozurgeti):
        apply_for_firewood(firewood, applicant)


def apply_for_firewood(folder: Path, applicant) -> None:
    service = Service.objects.select_related("current").get(code="firewood")
    village, _made = Settlement.objects.get_or_create(name_ka="შემოქმედი", defaults={"name_en": "Shemokmedi"})
    answers = dict(read_folder(folder).examples["illness-middle-score"]["answers"])
    answers["house"] = {"settlement": str(village.pk), "street": "ნიმუშის 1"}
    case = apply(applicant, service, answers)
    assert case.matter.number.startswith("OZU-2026-WOD-")
    letter = definition_of(service.current).letter("granted", "ka")
    assert letter is not None
    words = filled(
        block("html", "heated_area"), named_values(case, definition_for(case), block("html", "heated"))
    )
    assert "20" in words and "მ²" in words and "შემოქმედი, ნიმუშის 1" in words


def test_the_guide_shows_the_finding_it_promises(firewood: Path, capsys):
    form = firewood / "form.yaml"
    form.write_text(form.read_text().replace("kind: address", "kind: cash", 1))
    assert main(["service", "lint", str(firewood)]) == 1
    assert block("", "cash").rpartition(" …")[0] in capsys.readouterr().err
