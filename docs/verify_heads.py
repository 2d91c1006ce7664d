"""Checks the signatures of published heads with Python alone: `python3 verify_heads.py heads.json [public key]`.

Ed25519 as in RFC 8032, section 6, written for reading. Give the public key you noted down earlier; else the file's own
is taken.
"""

import hashlib
import json
import sys
from collections.abc import Iterator

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

Point = tuple[int, int, int, int]


def add(p: Point, q: Point) -> Point:
    """The sum of two points of the curve."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def times(count: int, p: Point) -> Point:
    """A point added to itself so many times."""
    total = (0, 1, 1, 0)
    while count:
        total = add(total, p) if count & 1 else total
        p, count = add(p, p), count >> 1
    return total


def point(raw: bytes) -> Point:
    """The point that 32 bytes stand for."""
    number = int.from_bytes(raw, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        raise ValueError("not a point of the curve")
    x = x if x & 1 == odd else -x % P
    return x, y, 1, x * y % P


def is_signed(key: bytes, words: bytes, signature: bytes) -> bool:
    """Whether the owner of a public key signed these words."""
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + words).digest(), "little") % L
    here, there = times(s, base), add(point(signature[:32]), times(h, point(key)))
    return s < L and all((here[i] * there[2] - there[i] * here[2]) % P == 0 for i in (0, 1))


def forged(file: str, noted: str | None = None) -> Iterator[str]:
    """Which heads were not signed with the key."""
    said = json.load(open(file, encoding="utf-8"))
    key = bytes.fromhex(noted or said["public_key"])
    for head in said["heads"]:
        words = {
            "municipality": said["municipality"],
            **{name: head[name] for name in ("made_at", "root", "size")},
        }
        text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        try:
            fits = is_signed(key, text.encode(), bytes.fromhex(head["signature"]))
        except ValueError:
            fits = False
        if not fits:
            yield f"head of {head['size']}: it was not signed with this key"


if __name__ == "__main__":
    found = list(forged(*sys.argv[1:]))
    print("\n".join(found) or "SIGNED")
    sys.exit(1 if found else 0)
