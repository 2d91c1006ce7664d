"""Keys of their own and receipts: the same for the same, nothing without the key, read however they are typed."""

from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from eroba.kernel.base.own_keys import OwnKeyDestroyed, new_own_key, own_hash, own_key
from eroba.kernel.base.receipts import fresh_receipt, read_receipt, receipt_from, receipt_hash


def test_a_key_belongs_to_one_thing_and_ends_with_it() -> None:
    one, other = uuid4(), uuid4()
    locked = new_own_key("test", one)
    key = own_key("test", one, locked)
    assert own_hash(key, "01001012345") == own_hash(key, "01001012345") != own_hash(key, "01001012346")
    assert own_hash(own_key("test", other, new_own_key("test", other)), "01001012345") != own_hash(
        key, "01001012345"
    )
    with pytest.raises(InvalidTag):
        own_key("test", other, locked)
    with pytest.raises(OwnKeyDestroyed):
        own_key("test", one, None)


def test_a_receipt_is_read_however_it_is_typed() -> None:
    receipt = fresh_receipt()
    assert read_receipt(receipt.lower().replace("-", " ")) == receipt != fresh_receipt()
    assert read_receipt(receipt[:-1]) == "" == read_receipt("O" * 20)
    assert receipt_from(0) == "22222-22222-22222-22222"
    assert len(receipt_hash(receipt)) == 64
