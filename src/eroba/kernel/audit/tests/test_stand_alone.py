"""An exported journal is checked by two small programs in a bare Python, without Eroba, Django or any package."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from eroba.kernel.audit.exports import add_arguments, run
from eroba.kernel.audit.heads import public_key, publish_head
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.sealer import seal_journal
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.ids import uuid7

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[5] / "docs"


def bare(program: str, *words: object) -> tuple[int, str]:
    """What a program of the documentation says in a Python that has its standard library only."""
    command = [sys.executable, "-I", "-S", str(DOCS / program), *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert not ended.stderr, ended.stderr
    return ended.returncode, ended.stdout


@pytest.fixture
def exported(in_ozurgeti, tmp_path, client):
    """Twelve entries under three heads, and the proof of one, as files."""
    subject = uuid7()
    for batch in range(3):
        for number in range(4):
            JournalEntry(
                action="test.wrote",
                subject_id=subject,
                after={"number": number, "batch": batch, "word": "წყალი"},
                personal={str(uuid7()): "locked"},
            ).save(force_insert=True)
        seal_journal()
        publish_head()
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args(["--municipality", "ozurgeti", "--output", str(tmp_path)])) == 0
    answer = client.get(f"/en/ozurgeti/journal/receipt/test.wrote/{subject}.json")
    (tmp_path / "proof.json").write_bytes(answer.content)
    return tmp_path


def check(folder: Path) -> tuple[int, str]:
    return bare("verify_journal.py", folder / "journal.jsonl", folder / "heads.json", folder / "proof.json")


def lines_of(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]


def keep(folder: Path, lines: list[dict]) -> None:
    (folder / "journal.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_whole_journal_is_whole_for_everybody(exported):
    assert check(exported) == (0, "WHOLE\n")
    assert len(lines_of(exported)) == 12
    assert bare("verify_heads.py", exported / "heads.json", public_key()) == (0, "SIGNED\n")


def change(lines):
    lines[6]["entry"]["after"]["number"] = 99


def remove(lines):
    del lines[6]


def remove_and_renumber(lines):
    del lines[6]
    for place, line in enumerate(lines, start=1):
        line["sequence"] = place


def reorder(lines):
    lines[6], lines[7] = lines[7], lines[6]


def cut_off(lines):
    del lines[9:]


def rewrite(lines):
    """Somebody with all the keys of the database writes the past anew, hashes and chain."""
    import hashlib

    change(lines)
    previous = "0" * 64
    for line in lines:
        text = json.dumps(line["entry"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        line["entry_hash"] = hashlib.sha256(text.encode()).hexdigest()
        previous = hashlib.sha256((previous + line["entry_hash"]).encode()).hexdigest()
        line["chain_hash"] = previous


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (change, "place 7: the entry was changed"),
        (remove, "place 8: expected place 7"),
        (remove_and_renumber, "place 7: the chain is broken here"),
        (reorder, "place 8: expected place 7"),
        (cut_off, "head of 12: entries under it are gone"),
        (rewrite, "head of 8: it does not fit the entries"),
    ],
)
def test_whatever_was_done_to_it_is_found(exported, harm, said):
    lines = lines_of(exported)
    harm(lines)
    keep(exported, lines)
    code, found = check(exported)
    assert code == 1 and said in found.splitlines()


@pytest.mark.parametrize("part", ["index", "entry_hash", "path", "head"])
def test_a_proof_proves_nothing_else(exported, part):
    proof = json.loads((exported / "proof.json").read_text())
    other = {
        "index": proof["index"] + 1,
        "entry_hash": "0" * 64,
        "path": proof["path"][::-1],
        "head": {**proof["head"], "root": "0" * 64},
    }
    (exported / "proof.json").write_text(json.dumps({**proof, part: other[part]}))
    code, found = check(exported)
    assert code == 1 and "proof.json" in found


@pytest.mark.parametrize("part", ["size", "root", "made_at", "signature"])
def test_a_forged_head_is_found(exported, part):
    heads = json.loads((exported / "heads.json").read_text())
    head = heads["heads"][1]
    head[part] = {
        "size": 9,
        "root": "0" * 64,
        "made_at": "2020-01-01T00:00:00+00:00",
        "signature": "00" * 64,
    }[part]
    (exported / "heads.json").write_text(json.dumps(heads))
    code, found = bare("verify_heads.py", exported / "heads.json")
    assert code == 1 and found.count("\n") == 1


def test_another_key_is_not_ours(exported):
    other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert bare("verify_heads.py", exported / "heads.json", other)[0] == 1


def test_the_signature_check_agrees_with_the_standard(tmp_path):
    """RFC 8032, section 7.1, tests 1 to 3, through the program itself."""
    import runpy

    is_signed = runpy.run_path(str(DOCS / "verify_heads.py"))["is_signed"]
    for key, words, signature in STANDARD:
        key, words, signature = (bytes.fromhex(part) for part in (key, words, signature))
        assert is_signed(key, words, signature) and not is_signed(key, words + b"!", signature)


def test_an_unknown_town_is_named(db, tmp_path):
    with pytest.raises(NotFound, match="atlantis"):
        run(argparse.Namespace(municipality="atlantis", output=tmp_path))


STANDARD = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
