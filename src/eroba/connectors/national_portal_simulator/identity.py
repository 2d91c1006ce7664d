"""The portal's sign-in as an OpenID provider: codes bound to a challenge and used once, signed tokens, levels."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from eroba.connectors.register_simulator.people import population

LEVELS = {name: f"http://eidas.europa.eu/LoA/{name}" for name in ("low", "substantial", "high")}
CODE_LASTS_SECONDS, TOKEN_LASTS_SECONDS = 60, 300


@dataclass(frozen=True)
class Visit:
    """What one sign-in was asked for, and by whom it was answered."""

    number: str
    client: str
    back: str
    nonce: str
    challenge: str
    level: str
    until: float


@dataclass
class Provider:
    """The provider: its key, and what is on its way."""

    address: str
    client: str = "eroba"
    secret: str = "stand-in"  # noqa: S105 - of a provider that knows only people who do not exist
    level: str = "substantial"
    spoils_nonce: bool = False
    _codes: dict[str, Visit] = field(default_factory=dict)
    _tokens: dict[str, Visit] = field(default_factory=dict)
    _key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def description(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": list(LEVELS.values()),
        }

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        numbers = self._key.public_key().public_numbers()
        parts = {"n": _number(numbers.n), "e": _number(numbers.e)}
        return {"keys": [{"kty": "RSA", "kid": "portal", "use": "sig", "alg": "RS256", **parts}]}

    def is_answerable(self, asked: Mapping[str, str]) -> bool:
        """Whether a question is one it answers: from its one client, with a challenge."""
        return (
            asked.get("client_id") == self.client
            and asked.get("response_type") == "code"
            and asked.get("code_challenge_method") == "S256"
            and "openid" in asked.get("scope", "").split()
        )

    def code_for(self, number: str, asked: Mapping[str, str]) -> str:
        """A code for somebody who is signed in at the portal."""
        code = secrets.token_urlsafe(24)
        nonce = "spoiled" if self.spoils_nonce else asked.get("nonce", "")
        until = time.time() + CODE_LASTS_SECONDS
        self._codes[code] = Visit(
            number,
            asked["client_id"],
            asked["redirect_uri"],
            nonce,
            asked["code_challenge"],
            self.level,
            until,
        )
        return code

    def exchange(self, sent: Mapping[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, and only with its verifier; nothing otherwise."""
        visit = self._codes.pop(sent.get("code", ""), None)
        if visit is None or visit.until < time.time() or visit.back != sent.get("redirect_uri"):
            return None
        if not hmac.compare_digest(sent.get("client_secret", ""), self.secret):
            return None
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if _base64(digest) != visit.challenge:
            return None
        token = secrets.token_urlsafe(24)
        self._tokens[token] = visit
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": TOKEN_LASTS_SECONDS,
            "id_token": self._signed(self._claims(visit)),
        }

    def userinfo(self, token: str) -> dict[str, Any] | None:
        """Who stands behind a token."""
        visit = self._tokens.get(token)
        return about(visit.number) if visit else None

    def _claims(self, visit: Visit) -> dict[str, Any]:
        second = int(time.time())
        claims = {
            "iss": self.address,
            "aud": visit.client,
            "iat": second,
            "exp": second + TOKEN_LASTS_SECONDS,
            "acr": LEVELS[visit.level],
            **about(visit.number),
        }
        return claims | ({"nonce": visit.nonce} if visit.nonce else {})

    def _signed(self, claims: Mapping[str, Any]) -> str:
        head = {"alg": "RS256", "typ": "JWT", "kid": "portal"}
        said = b".".join(_base64(json.dumps(part).encode()).encode() for part in (head, dict(claims)))
        signature = self._key.sign(said, padding.PKCS1v15(), hashes.SHA256())
        return f"{said.decode()}.{_base64(signature)}"


def about(number: str) -> dict[str, Any]:
    """What the portal says of an invented person."""
    person = population().people[number]
    return {
        "sub": hashlib.sha256(number.encode()).hexdigest()[:24],
        "email": f"{person.given_name_en.lower()}.{number[-4:]}@portal.example",
        "email_verified": True,
        "personal_number": number,
        "given_name": person.given_name_ka,
        "family_name": person.family_name_ka,
        "birthdate": person.birth_date,
    }


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _number(number: int) -> str:
    return _base64(number.to_bytes((number.bit_length() + 7) // 8, "big"))
