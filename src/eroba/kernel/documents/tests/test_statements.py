"""Statements: one way to write them, one key that signs them."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.documents.seal import keys_json, new_seal, read_keys
from eroba.kernel.documents.statements import (
    NotAStatement,
    SignedStatement,
    Statement,
    text_fingerprint,
)
from eroba.kernel.documents.tests.letters import drawn_letter, town_seal

LOOSE_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_a_statement_survives_writing_and_reading() -> None:
    signed = drawn_letter().signed
    again = SignedStatement.from_bytes(signed.as_bytes())
    assert again == signed
    assert again.is_signed_by(town_seal().published.public_key)
    assert again.speaks_of_its_text()


@pytest.mark.parametrize("field", sorted(set(Statement.__dataclass_fields__) - {"issued_on"}))
def test_changing_any_field_breaks_the_signature(field: str) -> None:
    signed = drawn_letter().signed
    changed = replace(signed, statement=replace(signed.statement, **{field: "other"}))
    assert not changed.is_signed_by(town_seal().published.public_key)


def test_changing_the_date_breaks_the_signature() -> None:
    signed = drawn_letter().signed
    changed = replace(signed, statement=replace(signed.statement, issued_on=date(2027, 1, 1)))
    assert not changed.is_signed_by(town_seal().published.public_key)


@given(st.binary(max_size=400) | LOOSE_JSON.map(lambda values: json.dumps(values).encode()))
def test_nonsense_is_no_statement(content: bytes) -> None:
    with pytest.raises(NotAStatement):
        SignedStatement.from_bytes(content)


def test_half_characters_are_refused() -> None:
    with pytest.raises(NotAStatement):
        SignedStatement.from_bytes(b'{"text":"\\ud800","signature":"","statement":{}}')


def test_how_words_are_spaced_makes_no_difference() -> None:
    assert text_fingerprint("ა  ბ\nგ") == text_fingerprint(" ა ბ გ")
    assert text_fingerprint("ა ბ") != text_fingerprint("აბ")


def test_published_keys_survive_the_list() -> None:
    keys = [town_seal().published, new_seal("kareli", "ქარელი", date(2026, 1, 1), years=3).published]
    assert read_keys(json.loads(canonical_json(keys_json(keys)))) == keys


def test_a_list_cannot_give_a_key_anothers_name() -> None:
    entry = {**town_seal().published.as_json(), "key_id": "0" * 16}
    with pytest.raises(ValueError, match="own id"):
        read_keys({"format": "eroba-keys-1", "keys": [entry]})


@given(LOOSE_JSON)
def test_nonsense_is_no_key_list(values: object) -> None:
    with pytest.raises(ValueError, match="key list"):
        read_keys(values)
