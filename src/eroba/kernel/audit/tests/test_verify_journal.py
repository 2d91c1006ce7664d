"""`eroba verify journal` finds what was changed, removed, moved or cut off, and nothing where all is whole."""

import argparse
import json

import pytest

from eroba.kernel.audit import commands
from eroba.kernel.audit.chain import START, Flaw, LastLink, Link, flaws, next_hash
from eroba.kernel.audit.heads import publish_head
from eroba.kernel.audit.models import JournalEntry, JournalHead, SealedEntry
from eroba.kernel.audit.sealer import last_link, seal_journal
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.rows import lift_triggers
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        JournalEntry(action=f"test.act_{number}", after={"count": number}).save(force_insert=True)
    seal_journal()


def verify(capsys, *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    commands.add_arguments(parser)
    code = commands.run(parser.parse_args(words))
    return code, capsys.readouterr().out


@pytest.fixture
def five(in_ozurgeti):
    write(5)
    lift_triggers()  # somebody with the keys of the database
    return list(SealedEntry.objects.order_by("sequence"))


def test_a_whole_journal_exits_with_zero_and_names_its_last_link(in_ozurgeti, capsys):
    write(3)
    code, said = verify(capsys, "--municipality", "ozurgeti")
    assert code == 0 and "WHOLE, 3 chained entries" in said and str(last_link()) in said


def test_an_empty_journal_is_whole(ozurgeti, capsys):
    code, said = verify(capsys, "--municipality", "ozurgeti", "--format", "json")
    assert code == 0 and json.loads(said)["municipalities"][0]["last_link"] == f"0:{START}"


def change(links):
    JournalEntry.objects.filter(pk=links[1].entry_id).update(after={"count": 99})


def change_role(links):
    JournalEntry.objects.filter(pk=links[1].entry_id).update(role="head")


def remove(links):
    JournalEntry.objects.filter(pk=links[1].entry_id).delete()


def remove_link_too(links):
    remove(links)
    SealedEntry.objects.filter(pk=links[1].pk).delete()


def swap_contents(links):
    first, second = (JournalEntry.objects.get(pk=links[n].entry_id) for n in (1, 2))
    JournalEntry.objects.filter(pk=first.pk).update(after=second.after)
    JournalEntry.objects.filter(pk=second.pk).update(after=first.after)


def reorder(links):
    SealedEntry.objects.filter(pk=links[1].pk).update(sequence=99)
    SealedEntry.objects.filter(pk=links[2].pk).update(sequence=2)
    SealedEntry.objects.filter(pk=links[1].pk).update(sequence=3)


def rewrite_one_hash(links):
    change(links)
    entry = JournalEntry.objects.get(pk=links[1].entry_id)
    SealedEntry.objects.filter(pk=links[1].pk).update(entry_hash=commands_hash(entry))


def commands_hash(entry) -> str:
    from eroba.kernel.base.canonical import fingerprint

    return fingerprint(entry.chained_values())


@pytest.mark.parametrize(
    "harm", [change, change_role, remove, remove_link_too, swap_contents, reorder, rewrite_one_hash]
)
def test_whatever_was_done_to_it_is_found(five, capsys, harm):
    harm(five)
    code, said = verify(capsys, "--municipality", "ozurgeti", "--format", "json")
    report = json.loads(said)
    assert code == 1 and not report["is_whole"]
    places = {flaw["sequence"] for flaw in report["municipalities"][0]["flaws"]}
    assert places & {2, 3}
    code, said = verify(capsys)
    assert code == 1 and "NOT WHOLE" in said


def test_an_end_cut_off_is_found_by_whoever_noted_the_last_link(five, capsys):
    noted = str(last_link())
    JournalEntry.objects.filter(pk=five[-1].entry_id).delete()
    SealedEntry.objects.filter(pk=five[-1].pk).delete()
    assert verify(capsys, "--municipality", "ozurgeti")[0] == 0, "a shorter chain looks whole from inside"
    code, said = verify(capsys, "--municipality", "ozurgeti", "--noted", noted)
    assert code == 1 and "noted down earlier" in said


def test_a_chain_written_anew_is_found_by_whoever_noted_the_last_link(five, capsys):
    noted = str(last_link())
    SealedEntry.objects.all().delete()
    change(five)
    seal_journal()
    assert verify(capsys, "--municipality", "ozurgeti")[0] == 0
    assert verify(capsys, "--municipality", "ozurgeti", "--noted", noted)[0] == 1


def cut_off(links):
    JournalEntry.objects.filter(pk=links[-1].entry_id).delete()
    SealedEntry.objects.filter(pk=links[-1].pk).delete()


def write_anew(links):
    SealedEntry.objects.all().delete()
    change(links)
    seal_journal()


def forge_head(links):
    JournalHead.objects.update(signature="00" * 64)


@pytest.mark.parametrize("harm", [cut_off, write_anew, forge_head])
def test_a_signed_head_gives_it_away(five, capsys, harm):
    publish_head()
    assert verify(capsys, "--municipality", "ozurgeti")[0] == 0
    harm(five)
    code, said = verify(capsys, "--municipality", "ozurgeti")
    assert code == 1 and "head" in said


def test_a_link_noted_earlier_still_stands_when_the_chain_has_grown(in_ozurgeti, capsys):
    write(2)
    noted = str(last_link())
    write(2)
    assert verify(capsys, "--municipality", "ozurgeti", "--noted", noted)[0] == 0


def test_each_town_has_a_chain_of_its_own(five, khobi, capsys):
    with scope(khobi):
        write(2)
    change(five)
    code, said = verify(capsys, "--format", "json")
    whole = {town["municipality"]: town["is_whole"] for town in json.loads(said)["municipalities"]}
    assert code == 1 and whole == {"ozurgeti": False, "khobi": True}


@pytest.mark.parametrize("noted", ["5", "5:abc", f"x:{START}", f"5:{'g' * 64}"])
def test_what_cannot_be_read_is_refused(ozurgeti, capsys, noted):
    assert verify(capsys, "--municipality", "ozurgeti", "--noted", noted)[0] == 2


def test_an_unknown_town_is_named(db, capsys):
    with pytest.raises(NotFound, match="atlantis"):
        verify(capsys, "--municipality", "atlantis")


def test_anybody_can_compute_the_chain_from_the_published_format():
    first, second = "a" * 64, "b" * 64
    one = next_hash(START, first)
    two = next_hash(one, second)
    assert one == "6b0440c1ce48fe6bbbdc6b7b1499bf9aa8b74171dcdb3eeff952e1e7cf527813"
    links = [Link(1, "x", first, one), Link(2, "y", second, two)]
    assert flaws(links, {"x": first, "y": second}, LastLink(2, two)) == []
    assert flaws(links[1:], {"y": second}) == [
        Flaw(2, "expected place 1"),
        Flaw(2, "the chain is broken here"),
    ]
