"""Writes what GeoReport answers as XML: each list has a name for its own, and a name for what is in it."""

import re
from xml.etree import ElementTree

Value = object
_IN = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(root: str, value: Value) -> bytes:
    """Write a value under the name of its root."""
    made = ElementTree.Element(root)
    _fill(made, value)
    written: bytes = ElementTree.tostring(made, encoding="utf-8", xml_declaration=True)
    return written


def _fill(made: ElementTree.Element, value: Value) -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            _fill(ElementTree.SubElement(made, name), part)
    elif isinstance(value, list):
        for part in value:
            _fill(ElementTree.SubElement(made, _IN[made.tag]), part)
    elif value is not None:
        words = str(value).lower() if isinstance(value, bool) else str(value)
        made.text = _NOT_IN_XML.sub("", words)
