"""What the national sign-in says about who somebody is: read, and kept encrypted until a town needs it.

allauth keeps the provider's whole answer in a table of its own, which belongs to no town. Nothing readable may stay
there, so the answer is sealed before it is written to that table or to a session.
"""

import base64
import datetime as dt
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag

from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.people.models import Account
from eroba.kernel.people.numbers import read_birth_date, read_personal_number

PURPOSE = "eroba.national-identity"
NATIONAL = "national"
LONGEST_LEVEL = 200
FIELDS = ("personal_number", "given_name", "family_name", "birthdate")


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Who the national sign-in says somebody is."""

    personal_number: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    birth_date: dt.date | None = field(default=None, repr=False)


def read_claims(said: Mapping[str, Any]) -> Claims | None:
    """The claims in a provider's answer; nothing when a needed one is missing or cannot be right."""
    try:
        return Claims(
            personal_number=read_personal_number(str(said["personal_number"])),
            given_name=str(said["given_name"]).strip(),
            family_name=str(said["family_name"]).strip(),
            birth_date=read_birth_date(said["birthdate"]) if said.get("birthdate") else None,
        )
    except (KeyError, BadInput):
        return None


def seal_answer(social_account: Any) -> None:
    """Keeps of a provider's answer its subject, and who it named under our key; drops the rest. Does not save."""
    answer = social_account.extra_data or {}
    if "sealed" in answer:
        return
    said = {**(answer.get("id_token") or {}), **(answer.get("userinfo") or {})}
    named = {name: str(said[name]) for name in FIELDS if said.get(name)}
    level = str(said.get("acr") or "")[:LONGEST_LEVEL]
    # whoever came before is saved, and so sealed, ahead of the question whether the answer belongs to this visit
    social_account.answered_nonce = _nonce_in(answer)
    locked = lock_away(canonical_json(named), key=derived_key(PURPOSE), about=social_account.uid.encode())
    social_account.extra_data = {
        "userinfo": {"sub": social_account.uid},
        "sealed": base64.b64encode(locked).decode(),
        "acr": level,
    }


def belongs_to_question(sociallogin: Any) -> bool:
    """Whether an answer carries the mark (nonce) of the question it was asked with, where one was sent."""
    asked = (sociallogin.state or {}).get("nonce")
    answered = getattr(sociallogin.account, "answered_nonce", None)
    if answered is None:
        answered = _nonce_in(sociallogin.account.extra_data or {})
    return asked is None or hmac.compare_digest(answered, str(asked))


def seal_before_saving(instance: Any, **_signal: Any) -> None:
    """Seals whatever is about to be written into allauth's table."""
    seal_answer(instance)


def claims_of(account: Account) -> Claims | None:
    """Who the national sign-in said this account is, if it came that way."""
    for social_account in account.socialaccount_set.filter(provider=NATIONAL):
        locked = base64.b64decode(social_account.extra_data.get("sealed", ""))
        try:
            text = unlock(locked, key=derived_key(PURPOSE), about=social_account.uid.encode())
        except (InvalidTag, ValueError):
            continue
        claims = read_claims(json.loads(text))
        if claims is not None:
            return claims
    return None


def forget_claims(account: Account) -> None:
    """Forgets what the national sign-in said; the next sign-in says it again. Part of an action."""
    for social_account in account.socialaccount_set.all():
        social_account.extra_data = {}
        social_account.save(update_fields=["extra_data"])


def _nonce_in(answer: Mapping[str, Any]) -> str:
    return str((answer.get("id_token") or {}).get("nonce", ""))
