"""A fourteenth service is a copied folder: linted, simulated, published, used, exported, and used in a second town."""

import shutil
from pathlib import Path

import pytest

from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import apply
from eroba.capabilities.services.tests.test_definition import change
from eroba.config.command import main
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
CODE = "bench-in-the-street"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of tree cutting under a code, number and name of its own; nothing else is touched."""
    copied = Path(shutil.copytree(SEED / "tree-cutting-or-pruning", tmp_path / "my-first-service"))
    change(copied, "service.yaml", "code: tree-cutting-or-pruning", f"code: {CODE}")
    change(copied, "service.yaml", "number_prefix: TRE", "number_prefix: BEN")
    return copied


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command says; it has to end well."""
    assert main(["service", *words]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def sent(town: Municipality, folder: Path) -> Case:
    """Somebody of the town applies for it, with the answers of the folder's first example."""
    example = next(iter(read_folder(folder).examples.values()))
    account = Account.objects.create_user(f"{town.slug}@example.org", "a long password")
    person = Person.objects.create(account=account, given_name="ნინო", family_name="ნ", is_invented=True)
    by = Actor(account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant")
    return apply(by, Service.objects.select_related("current").get(code=CODE), example["answers"])


def test_a_folder_is_enough(folder: Path, tmp_path: Path, ozurgeti, khobi, registers, capsys):
    archive = tmp_path / "bench.zip"
    said(capsys, "lint", str(folder))
    said(capsys, "simulate", str(folder))
    said(capsys, "publish", str(folder), "--municipality", "ozurgeti")
    with scope(ozurgeti):
        assert sent(ozurgeti, folder).matter.number.startswith("OZU-2026-BEN-")
    said(capsys, "export", CODE, "--municipality", "ozurgeti", "--output", str(archive))
    assert main(["service", "import", str(archive), "--municipality", "khobi", "--dry-run"]) == 0
    with scope(khobi):
        assert not Service.objects.filter(code=CODE).exists(), "a dry run only shows"
    capsys.readouterr()
    said(capsys, "import", str(archive), "--municipality", "khobi")
    with scope(khobi):
        case = sent(khobi, folder)
        assert "-BEN-" in case.matter.number and case.version.number == 1
    with scope(ozurgeti):
        assert Case.objects.filter(service__code=CODE).count() == 1
