"""A web process that takes signatures from many residents at once, and is killed by `kill -9` whenever it likes least.

`main("OZU-2026-PET-00001", 12)`: twelve lives, one after the other. Each says on its output whose signature the page
has acknowledged, and by which receipt; how many answers it may give before its death is drawn by lot.
"""

import os
import random
import signal
import sys
import threading
import time
import traceback
from datetime import date

from django.test import Client
from django.urls import resolve

from eroba.capabilities.petitions import keys, tokens
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tools.machine import ends_with_parent

RESIDENTS_AT_ONCE = 4
MOST_ANSWERS = 25
LAST_MOMENT_SECONDS = 0.03
BORN = date(1980, 5, 17)


def sign(town: Municipality, number: str, place: int, letterbox: str) -> str:
    """Signs as an invented voter through the pages: the form, then the code. Gives the hash of the receipt shown."""
    # each from another network, as residents are; too many from one are held back
    web = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.{place >> 8}.{place & 255}.7")
    typed = {
        "personal_number": f"{61000000000 + place}",
        "family_name": "ნიმუშაძე",
        **{f"birth_date_{part}": getattr(BORN, part) for part in ("day", "month", "year")},
        "channel": "email",
        "email": f"{letterbox}{place}@example.org",
    }
    taken = web.post(f"/en/{town.slug}/petitions/{number}/sign/", typed)
    assert taken.status_code == 302, taken.content.decode()[-3000:]
    with scope(town):
        signature = tokens.waiting_signature(taken["Location"].rstrip("/").rpartition("/")[2])
        code = keys.code_for(signature)
    confirmed = web.post(taken["Location"], {"code": code})
    assert confirmed.status_code == 302, confirmed.content.decode()[-3000:]
    return keys.receipt_hash(keys.receipt_of(signature.pk))


def storm(number: str, first: int, told: int) -> None:
    """Residents sign side by side until the process dies; every other one signs a second time."""
    town = Municipality.objects.get(slug="ozurgeti")

    def live(place: int) -> None:
        try:
            while True:
                for letterbox in ("a", "b")[: 1 + place % 2]:
                    receipt = sign(town, number, place, letterbox)
                    os.write(told, f"{place} {receipt}\n".encode())
                place += RESIDENTS_AT_ONCE
        finally:
            traceback.print_exc()
            os._exit(1)

    for start in range(RESIDENTS_AT_ONCE):
        threading.Thread(target=live, args=(first + start,)).start()


def main(number: str, lives: int) -> None:
    """One life after the other; who got no answer in one begins the next one by signing again."""
    chance, first = random.Random(20261123), 1
    # loaded once for all lives, before any of them opens the database
    resolve("/health/")
    for _life in range(lives):
        heard, told = os.pipe()
        process_id = os.fork()
        if not process_id:
            ends_with_parent(signal.SIGKILL)()
            storm(number, first, told)
            threading.Event().wait()
        os.close(told)
        with os.fdopen(heard) as answers:
            lines = [answers.readline() for _answer in range(chance.randint(1, MOST_ANSWERS))]
            assert lines[-1], "the process ended by itself"
            time.sleep(chance.uniform(0, LAST_MOMENT_SECONDS))
            os.kill(process_id, signal.SIGKILL)
            lines += answers
        _process_id, status = os.waitpid(process_id, 0)
        print("died" if os.WIFSIGNALED(status) else "survived")
        sys.stdout.writelines(f"signed {line}" for line in lines if line.endswith("\n"))
        first = max([first, *(int(line.split()[0]) for line in lines if line.strip())])
