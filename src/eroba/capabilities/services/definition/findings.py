"""What is wrong with a service folder: where to look, and what to write instead."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: which file, which line (0: the whole file), what, and what instead."""

    file: str
    line: int
    message: str
    instead: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        advice = f". Write instead: {self.instead}" if self.instead else ""
        return f"{place}: {self.severity}: {self.message}{advice}"

    def as_plain(self) -> dict[str, str | int]:
        """Return the finding as plain values for JSON."""
        return asdict(self)


class DefinitionBroken(Exception):
    """A folder or a frozen definition that cannot be used; `findings` lists every reason found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))
