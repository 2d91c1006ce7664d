"""Reads YAML that somebody else wrote: plain values only, bounded in size, every value with its line.

No aliases (they can grow without end), no tags, no repeated keys, and of all bare words only true, false and
null mean something else than their letters ("no" stays a word, a date stays text).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding

LARGEST_FILE_BYTES = 512 * 1024
MOST_VALUES = 20_000
DEEPEST_NESTING = 20

_Reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,9}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Sheet:
    """One file's values and the line each of them stands on."""

    file: str
    content: object
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(file: str, written: bytes) -> Sheet:
    """Read one YAML file into plain values; raises DefinitionBroken with file and line."""
    if len(written) > LARGEST_FILE_BYTES:
        raise _broken(
            file, 0, f"the file is larger than {LARGEST_FILE_BYTES // 1024} kB", "several smaller services"
        )
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise _broken(file, 0, "the file is not UTF-8 text", "the same text saved as UTF-8") from failure
    try:
        _refuse_bombs(file, text)
        node = yaml.compose(text, Loader=_Reader)
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        said = getattr(failure, "problem", None) or "cannot be read as YAML"
        raise _broken(
            file, mark.line + 1 if mark else 0, str(said), "check indentation and quotes"
        ) from failure
    if node is None:
        raise _broken(file, 1, "the file is empty")
    lines: dict[Path, int] = {}
    return Sheet(file, _plain(file, node, (), lines), lines)


def _refuse_bombs(file: str, text: str) -> None:
    depth = 0
    for count, event in enumerate(_events(text)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _broken(
                file, line, "anchors and aliases (& and *) are not allowed", "the text itself, repeated"
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise _broken(file, line, "tags (!) are not allowed", "the plain value")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_NESTING or count > MOST_VALUES:
            raise _broken(file, line, "too deep or too many values for one file")


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_Reader)


def _plain(file: str, node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, child, (*path, index), lines) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(file, node, path, lines)
    return _plain_scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _plain_mapping(
    file: str, node: yaml.MappingNode, path: Path, lines: dict[Path, int]
) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _broken(file, line, "a key must be a word")
        key = str(key_node.value)
        if key in plain:
            raise _broken(file, line, f"“{key}” is written twice", "it once")
        plain[key] = _plain(file, value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return plain


def _plain_scalar(node: yaml.ScalarNode) -> object:
    words = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return words
    if words in _WORDS:
        return _WORDS[words]
    if _INTEGER.fullmatch(words):
        return int(words)
    return float(words) if _DECIMAL.fullmatch(words) else words


def _broken(file: str, line: int, message: str, instead: str = "") -> DefinitionBroken:
    return DefinitionBroken([Finding(file, line, message, instead)])
