"""Whether every signed head still fits the chain, and was signed with our key."""

from cryptography.exceptions import InvalidSignature

from eroba.kernel.audit.chain import Flaw
from eroba.kernel.audit.heads import signed_words, signing_key
from eroba.kernel.audit.merkle import Tree
from eroba.kernel.audit.models import JournalHead, SealedEntry


def head_flaws() -> list[Flaw]:
    """What is wrong with this town's signed heads: entries gone from under one, others in their place, a forged one."""
    found: list[Flaw] = []
    tree = Tree()
    hashes = (
        SealedEntry.objects.order_by("sequence")
        .values_list("entry_hash", flat=True)
        .iterator(chunk_size=5000)
    )
    for head in JournalHead.objects.order_by("size").iterator(chunk_size=500):
        while tree.size < head.size and (entry_hash := next(hashes, None)) is not None:
            tree.add(bytes.fromhex(entry_hash))
        if tree.size < head.size:
            found.append(Flaw(head.size, "entries under a signed head are gone"))
        elif tree.root().hex() != head.root:
            found.append(Flaw(head.size, "a signed head does not fit the entries"))
        if not _is_ours(head):
            found.append(Flaw(head.size, "a head's signature is not ours"))
    return found


def _is_ours(head: JournalHead) -> bool:
    try:
        signing_key().public_key().verify(bytes.fromhex(head.signature), signed_words(head))
    except (InvalidSignature, ValueError):
        return False
    return True
