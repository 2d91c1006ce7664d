"""A service goes from town to town as one signed file; what was tampered with or leads elsewhere is refused."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eroba.capabilities.services.definition.archive import MANIFEST, opened, packed
from eroba.capabilities.services.definition.differences import changes
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.exchange import IN_WORDS, exported_folder, public_key
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.tests.conftest import ASSISTANCE, SEED
from eroba.capabilities.services.tests.test_definition import change
from eroba.config.command import main
from eroba.kernel.documents.statements import signature_holds
from eroba.kernel.tenancy.scope import scope

FOLDERS = sorted(path for path in SEED.iterdir() if path.is_dir())


def remade(written: bytes, change_files) -> bytes:
    """The archive with its files changed and everything else as it was."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change_files(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def refused(written: bytes) -> str:
    with pytest.raises(DefinitionBroken) as caught:
        opened(written, signature_holds)
    return str(caught.value)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_same_folder_gives_the_same_bytes(folder: Path):
    code, written = exported_folder(folder)
    assert (code, written) == exported_folder(folder)
    archive = opened(written, signature_holds)
    assert archive.is_signature_right and archive.public_key == public_key()
    assert archive.content_hash == read_folder(folder).definition.content_hash
    assert f"examples/{next((folder / 'examples').iterdir()).name}" in archive.files


def test_a_changed_file_is_refused():
    _code, written = exported_folder(ASSISTANCE)
    bad = remade(written, lambda files: files.update({"form.yaml": files["form.yaml"] + b"# more\n"}))
    assert "form.yaml: error: the file was changed after it was signed" in refused(bad)
    added = remade(written, lambda files: files.update({"letters/extra.en.html": b"<h1>x</h1>"}))
    assert "the manifest does not name this file" in refused(added)
    missing = remade(written, lambda files: files.pop("stages.yaml"))
    assert "names this file, and it is not there" in refused(missing)


NAMES = [
    "../evil.yaml",
    "/etc/passwd",
    "letters/../../evil.html",
    "letters\\..\\x.html",
    "letters/..",
    "rules/a/b.json",
    "x.py",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused(name: str):
    _code, written = exported_folder(ASSISTANCE)
    assert "does not belong in a service" in refused(
        remade(written, lambda files: files.update({name: b"x"}))
    )


def test_bombs_are_refused():
    _code, written = exported_folder(ASSISTANCE)
    large = remade(written, lambda files: files.update({"letters/big.en.html": b"\0" * 200_000_000}))
    assert len(large) < 1_000_000 and "the file is too large" in refused(large)
    many = remade(written, lambda files: files.update({f"letters/l{at}.en.html": b"" for at in range(700)}))
    assert "too many files" in refused(many)
    assert "not an archive" in refused(b"PK\x03\x04 nothing")
    assert "too large" in refused(b"\0" * 9_000_000)
    assert "cannot be read" in refused(
        remade(written, lambda files: files.update({MANIFEST: b"[" * 100_000}))
    )
    with_link = io.BytesIO(written)
    with zipfile.ZipFile(with_link, "a") as archive:
        link = zipfile.ZipInfo("letters/link.en.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "links and locked files" in refused(with_link.getvalue())


def forged() -> bytes:
    """An archive whose manifest fits its files, with the signature of a key it does not name."""
    _code, written = exported_folder(ASSISTANCE)
    files = opened(written, signature_holds).files
    said = read_folder(ASSISTANCE).definition
    stranger = Ed25519PrivateKey.generate()
    return packed(
        files,
        code=said.code,
        content_hash=said.content_hash,
        public_key=bytes.fromhex(public_key()),
        sign=stranger.sign,
    )


@pytest.mark.django_db
def test_a_broken_signature_is_refused_unless_said_in_words(tmp_path: Path, khobi, capsys):
    file = tmp_path / "forged.zip"
    file.write_bytes(forged())
    command = ["service", "import", str(file), "--municipality", "khobi"]
    assert main(command) == 1
    assert "the signature is broken" in capsys.readouterr().err
    assert main([*command, "--although", "yes"]) == 1
    assert main([*command, "--although", IN_WORDS, "--signed-by", "00" * 32]) == 1
    assert "signed by another key" in capsys.readouterr().err
    assert main([*command, "--although", IN_WORDS]) == 0
    assert "the signature is broken; it names" in capsys.readouterr().out


@pytest.mark.django_db
def test_from_one_town_to_another(tmp_path: Path, copied_folder: Path, ozurgeti, khobi, capsys):
    file = tmp_path / "service.zip"
    assert main(["service", "publish", str(ASSISTANCE), "--municipality", "ozurgeti"]) == 0
    code = "one-off-social-assistance"
    assert main(["service", "export", code, "--municipality", "ozurgeti", "--output", str(file)]) == 0
    command = ["service", "import", str(file), "--municipality", "khobi"]
    assert main([*command, "--dry-run"]) == 0
    assert "the town has no such service yet" in capsys.readouterr().out
    with scope(khobi):
        assert not Service.objects.exists()
    assert main([*command, "--signed-by", public_key()]) == 0
    assert "version 1 is published in khobi" in capsys.readouterr().out
    with scope(khobi):
        first = Service.objects.select_related("current").get().current
        assert first.content_hash == read_folder(ASSISTANCE).definition.content_hash
    change(copied_folder, "service.yaml", "  en: One-off social assistance\n", "  en: Help once\n")
    assert main(["service", "export", str(copied_folder), "--output", str(file)]) == 0
    capsys.readouterr()
    assert main([*command, "--dry-run", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["imported"] is False and told["changes"] == [
        {"place": "service › title › en", "before": "One-off social assistance", "after": "Help once"}
    ]
    assert main(command) == 0
    assert "~ service › title › en: One-off social assistance → Help once" in capsys.readouterr().out
    with scope(khobi):
        assert Service.objects.get().current.number == 2


@pytest.mark.django_db
def test_what_is_not_there_is_said(tmp_path: Path, khobi, capsys):
    assert main(["service", "import", str(tmp_path / "no.zip"), "--municipality", "khobi"]) == 1
    assert main(["service", "export", str(tmp_path)]) == 1
    assert "service.yaml: error: the file is missing" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="has no service"):
        main(["service", "export", "nothing", "--municipality", "khobi"])


def test_differences_follow_codes_and_not_places():
    before = {"form": {"pages": [{"code": "a", "title": "A"}, {"code": "b", "title": "B"}]}}
    after = {"form": {"pages": [{"code": "b", "title": "B"}, {"code": "a", "title": "A!"}, {"code": "c"}]}}
    assert [str(one) for one in changes(before, after)] == [
        "~ form › pages › a › title: A → A!",
        "~ form › pages (order): a, b → b, a, c",
        "+ form › pages › c › code: c",
    ]
