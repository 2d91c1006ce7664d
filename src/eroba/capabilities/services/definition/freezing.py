"""Freezing a service: its whole content as one plain value, the hash over it, and back to nouns.

What is frozen is what the folder said, not our reading of it, so that newer code can read an
old version.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eroba.capabilities.services.definition.building import build
from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.service import LetterBody, ServiceDefinition
from eroba.capabilities.services.definition.table import make_table

FORMAT = 1
_TEXT_LISTS = ("channels", "life_events", "settings", "registers", "evidence", "what_you_need")


def canonical(content: Mapping[str, object]) -> str:
    """Return content as the one text that everybody hashing it writes: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(content: Mapping[str, object]) -> str:
    """Return the SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def thaw(content: Mapping[str, Any]) -> ServiceDefinition:
    """Turn frozen content back into a service definition; raises DefinitionBroken when it cannot be read."""
    if content.get("format") != FORMAT:
        message = f"the definition has format {content.get('format')}; this version reads format {FORMAT}"
        raise DefinitionBroken([Finding("service.yaml", 1, message, "an older or newer Eroba")])
    tables = tuple(make_table(name, table) for name, table in sorted(content["rules"].items()))
    letters = tuple(
        LetterBody(name.rpartition(".")[0], name.rpartition(".")[2], body)
        for name, body in sorted(content["letters"].items())
    )
    plain = {key: [] for key in _TEXT_LISTS} | content["service"]
    parts = {"form": content["form"], "flow": content["stages"], "tables": [], "letters": []}
    definition = build(ServiceDefinition, plain | parts)
    return replace(definition, tables=tables, letters=letters, content_hash=hash_of(content))
