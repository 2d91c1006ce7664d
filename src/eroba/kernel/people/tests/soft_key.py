"""A passkey made of software, for tests: makes a key and answers with it as a device would."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT_AND_VERIFIED = 0x05
WITH_KEY = 0x40


@dataclass
class SoftKey:
    """One device with one key."""

    origin: str = "https://testserver"
    host: str = "testserver"
    flags: int = PRESENT_AND_VERIFIED
    id: bytes = field(default_factory=lambda: os.urandom(16))
    user: str = ""

    def __post_init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends after making the key."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        about = AuthenticatorData.create(self._host_hash, self.flags | WITH_KEY, 1, bytes(credential))
        attestation = AttestationObject.create("none", about, {})
        return self._sent(
            clientDataJSON=self._client("webauthn.create", asked["challenge"]),
            attestationObject=bytes(attestation),
        )

    def answer(self, options: dict[str, Any], **instead: str) -> dict[str, Any]:
        """What a browser sends after asking the key."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        about = bytes(AuthenticatorData.create(self._host_hash, self.flags, 2))
        signature = self.private.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        sent = self._sent(clientDataJSON=client, authenticatorData=about, signature=signature)
        sent["response"]["userHandle"] = instead.get("user", self.user)
        return sent

    @property
    def _host_hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _sent(self, **parts: bytes) -> dict[str, Any]:
        name = websafe_encode(self.id)
        response = {key: websafe_encode(value) for key, value in parts.items()}
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }
