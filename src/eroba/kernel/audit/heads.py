"""Signed heads of the journal, and proofs that an entry is under one.

A head is a promise: «these entries, in this order». Who keeps an old head can always show whether the past was changed.
"""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction

from eroba.kernel.audit.merkle import Tree, inclusion_proof
from eroba.kernel.audit.models import JournalHead, SealedEntry
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.clock import now
from eroba.kernel.base.secrets import derived_key
from eroba.kernel.tenancy.scope import current_municipality

PURPOSE = "eroba.journal-heads"


@dataclass(frozen=True)
class Proof:
    """That an entry stands at a place (from 0) under a head, as hexadecimal text."""

    entry_hash: str
    index: int
    path: tuple[str, ...]
    head: JournalHead


def signing_key() -> Ed25519PrivateKey:
    """The installation's key for heads; its public half is published."""
    return Ed25519PrivateKey.from_private_bytes(derived_key(PURPOSE))


def public_key() -> str:
    """The public half of the key, as 64 hexadecimal digits."""
    return signing_key().public_key().public_bytes_raw().hex()


def signed_words(head: JournalHead) -> bytes:
    """What the signature covers: town, size, root and moment, as canonical JSON."""
    return canonical_json(
        {
            "made_at": head.made_at,
            "municipality": current_municipality().slug,
            "root": head.root,
            "size": head.size,
        }
    )


def as_published(head: JournalHead) -> dict[str, object]:
    """A head as everybody may read it."""
    return {
        "size": head.size,
        "root": head.root,
        "made_at": head.made_at.isoformat(),
        "signature": head.signature,
    }


def heads_as_published(most: int | None = None) -> dict[str, object]:
    """The signed heads of this town's journal, the newest first, and the key they are signed with."""
    newest = JournalHead.objects.order_by("-size")[:most]
    return {
        "municipality": current_municipality().slug,
        "public_key": public_key(),
        "heads": [as_published(head) for head in newest],
    }


def publish_head() -> JournalHead | None:
    """Signs a head over what was sealed since the last; nothing when nothing was."""
    last = JournalHead.objects.order_by("-size").first()
    tree = Tree(last.size, [bytes.fromhex(peak) for peak in last.peaks]) if last else Tree()
    fresh = SealedEntry.objects.filter(sequence__gt=tree.size).order_by("sequence")
    for entry_hash in fresh.values_list("entry_hash", flat=True).iterator(chunk_size=5000):
        tree.add(bytes.fromhex(entry_hash))
    if (last is not None and tree.size == last.size) or tree.size == 0:
        return None
    peaks = [peak.hex() for peak in tree.peaks]
    head = JournalHead(size=tree.size, root=tree.root().hex(), peaks=peaks, made_at=now())
    head.signature = signing_key().sign(signed_words(head)).hex()
    try:
        with transaction.atomic():
            head.save(force_insert=True)
    except IntegrityError:  # another worker was quicker
        return None
    return head


def proof_of(entry_id: UUID) -> Proof | None:
    """A proof that an entry is under the newest head; nothing when it is not sealed or not under a head yet."""
    sealed = SealedEntry.objects.filter(entry_id=entry_id).first()
    head = JournalHead.objects.order_by("-size").first()
    if sealed is None or head is None or sealed.sequence > head.size:
        return None
    hashes = (
        SealedEntry.objects.filter(sequence__lte=head.size)
        .order_by("sequence")
        .values_list("entry_hash", flat=True)
    )
    path = inclusion_proof([bytes.fromhex(entry_hash) for entry_hash in hashes], sealed.sequence - 1)
    return Proof(sealed.entry_hash, sealed.sequence - 1, tuple(step.hex() for step in path), head)
