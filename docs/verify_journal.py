"""Checks an exported journal with Python alone: `python3 verify_journal.py journal.jsonl heads.json [proof.json …]`.

Says what does not fit and ends with 1, or ends with 0. What is checked, and the format: the-journal.md.
"""

import hashlib
import json
import sys
from collections.abc import Iterator


def sha(*parts: bytes) -> bytes:
    """The SHA-256 of some bytes one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def reached(proof: dict) -> str | None:
    """The root one comes to from an entry, step by step. Source: RFC 9162, 2.1.3.2."""
    here, last, reached = (
        proof["index"],
        proof["head"]["size"] - 1,
        sha(b"\0", bytes.fromhex(proof["entry_hash"])),
    )
    for neighbour in map(bytes.fromhex, proof["path"]):
        if here & 1 or here == last:
            reached = sha(b"\1", neighbour, reached)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            reached = sha(b"\1", reached, neighbour)
        here, last = here >> 1, last >> 1
    return reached.hex() if last == 0 else None


def problems(journal: str, heads: str, *proofs: str) -> Iterator[str]:
    """What does not fit, in the order of the file."""
    roots = {head["size"]: head["root"] for head in json.load(open(heads, encoding="utf-8"))["heads"]}
    unseen, previous, expected, peaks, hashes = dict(roots), "0" * 64, 1, [], []
    for place, line in enumerate(open(journal, encoding="utf-8"), start=1):
        link = json.loads(line)
        text = json.dumps(link["entry"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if sha(text.encode()).hex() != link["entry_hash"]:
            yield f"place {link['sequence']}: the entry was changed"
        if link["sequence"] != expected:
            yield f"place {link['sequence']}: expected place {expected}"
        if sha((previous + link["entry_hash"]).encode()).hex() != link["chain_hash"]:
            yield f"place {link['sequence']}: the chain is broken here"
        previous, expected = link["chain_hash"], link["sequence"] + 1
        hashes.append(link["entry_hash"])
        peak, size = sha(b"\0", bytes.fromhex(link["entry_hash"])), place - 1
        while size & 1:  # two full branches of one size become one
            peak, size = sha(b"\1", peaks.pop(), peak), size >> 1
        peaks.append(peak)
        root = peaks[-1]
        for peak in reversed(peaks[:-1]) if place in unseen else ():
            root = sha(b"\1", peak, root)
        if unseen.pop(place, root.hex()) != root.hex():
            yield f"head of {place}: it does not fit the entries"
    yield from (f"head of {size}: entries under it are gone" for size in unseen)
    for name in proofs:
        proof = json.load(open(name, encoding="utf-8"))
        head, index = proof["head"], proof["index"]
        if (
            not roots.get(head["size"]) == head["root"] == reached(proof)
            or hashes[index] != proof["entry_hash"]
        ):
            yield f"{name}: the proof does not lead from its entry to a head"


if __name__ == "__main__":
    found = list(problems(*sys.argv[1:]))
    print("\n".join(found) or "WHOLE")
    sys.exit(1 if found else 0)
