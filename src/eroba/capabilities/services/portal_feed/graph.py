"""The small words of JSON-LD: the context, texts in their languages, references; each document is a list of nodes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eroba.capabilities.services.definition.texts import Text

Node = Mapping[str, Any]
MEDIA_TYPE = "application/ld+json"
#: Written out in each document: who reads it need not go to the network.
CONTEXT: Mapping[str, Any] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Codes that all of Europe's portals share.
_AUTHORITY = "http://publications.europa.eu/resource/authority"
GEORGIA = f"{_AUTHORITY}/country/GEO"
LARI = f"{_AUTHORITY}/currency/GEL"
LANGUAGES: Mapping[str, str] = {
    "ka": f"{_AUTHORITY}/language/KAT",
    "en": f"{_AUTHORITY}/language/ENG",
    "hy": f"{_AUTHORITY}/language/HYE",
    "az": f"{_AUTHORITY}/language/AZE",
}
IN_FORCE, CLOSED = "http://purl.org/adms/status/Completed", "http://purl.org/adms/status/Withdrawn"


def texts(*said: Text) -> list[dict[str, str]]:
    """Texts in every language they have, each marked with it."""
    return [
        {"@language": language, "@value": words}
        for text in said
        for language, words in text.in_languages
        if words
    ]


def ref(address: str) -> dict[str, str]:
    """A reference to another node."""
    return {"@id": address}


def refs(nodes: Iterable[Node]) -> list[dict[str, str]]:
    """References to several nodes."""
    return [ref(node["@id"]) for node in nodes]


def typed(value: str, kind: str) -> dict[str, str]:
    """A value with its kind, such as `xsd:duration`."""
    return {"@type": kind, "@value": value}


def node(address: str, kinds: Sequence[str], /, **said: Any) -> Node:
    """One node; a double underscore in a name stands for the colon, and what is empty is left out."""
    named = {name.replace("__", ":"): value for name, value in said.items() if value not in ("", [], None)}
    return {"@id": address, "@type": list(kinds)} | named


def document(nodes: Iterable[Node]) -> dict[str, Any]:
    """The whole document; a node that several others name stands in it once."""
    by_address: dict[str, Node] = {}
    for one in nodes:
        by_address.setdefault(one["@id"], one)
    return {"@context": dict(CONTEXT), "@graph": list(by_address.values())}


def as_text(said: Mapping[str, Any]) -> str:
    """A document as it is sent and written."""
    return json.dumps(said, ensure_ascii=False, indent=1)
