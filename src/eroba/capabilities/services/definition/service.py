"""The nouns of service.yaml, and the whole service as one noun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from eroba.capabilities.services.definition.fees import ServiceFee
from eroba.capabilities.services.definition.flow import Flow
from eroba.capabilities.services.definition.form import Form
from eroba.capabilities.services.definition.table import DecisionTable
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.expressions import holds


@dataclass(frozen=True, slots=True)
class CodedText:
    """A short code with its words: a channel, a life event, an output, an evidence."""

    code: str
    title: Text = NO_TEXT
    text: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class LegalResource:
    """A law the service rests on; `verified` says whether somebody has checked the article's number."""

    code: str
    title: Text
    article: str = ""
    url: str = ""
    verified: bool = False
    valid_from: str = ""
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class ClockVariant:
    """Another length of the same clock, while a condition on the answers holds."""

    code: str
    title: Text
    when: str
    length: int
    unit: str
    basis: str
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """How long something may take, counted in which days, by whom, on which law."""

    code: str
    title: Text
    length: int
    unit: str
    basis: str
    duty: str = "authority"
    least: int = 0
    extension: int = 0
    cap_days: int = 0
    note: Text = NO_TEXT
    variants: tuple[ClockVariant, ...] = ()

    def variant_for(self, known: Mapping[str, object]) -> ClockVariant | None:
        """The first variant whose condition holds, if any; otherwise the clock's own length counts."""
        return next((one for one in self.variants if holds(one.when, known)), None)


@dataclass(frozen=True, slots=True)
class Setting:
    """A value each town sets for itself; the folder's is only the first proposal."""

    code: str
    title: Text
    kind: str
    value: str
    basis: str = ""

    def number(self) -> Decimal:
        """Return the value as an exact number."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True)
class RegisterUse:
    """Which register is asked, for what purpose, on which law, and for which values only."""

    code: str
    title: Text
    purpose: Text
    basis: str
    fields: tuple[CodedText, ...]
    saves_paper: Text = NO_TEXT

    def field(self, code: str) -> CodedText | None:
        """Return the value with this code, if this register is asked for it."""
        return next((value for value in self.fields if value.code == code), None)


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """One thing the decision needs to know, and where it comes from."""

    code: str
    title: Text
    kind: str
    source: str
    field: str = ""
    register: str = ""
    needed_if: str = ""
    question: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class DecisionNeeds:
    """Which table decides, and the facts it must be given."""

    table: str
    facts: tuple[DecisionFact, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the service costs the applicant."""

    amount: str
    text: Text


@dataclass(frozen=True, slots=True)
class LetterBody:
    """One letter in one language; the body is checked HTML with named gaps."""

    code: str
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """A whole service as its folder says it; the hash is the hash of that content."""

    code: str
    number_prefix: str
    title: Text
    summary: Text
    who_gets_it: tuple[Text, ...]
    what_you_need: tuple[Text, ...]
    how_long: Text
    cost: Cost
    competent_unit: CodedText
    channels: tuple[CodedText, ...]
    life_events: tuple[CodedText, ...]
    legal: tuple[LegalResource, ...]
    clocks: tuple[ServiceClock, ...]
    settings: tuple[Setting, ...]
    registers: tuple[RegisterUse, ...]
    evidence: tuple[CodedText, ...]
    outputs: tuple[CodedText, ...]
    decision: DecisionNeeds
    form: Form
    flow: Flow
    tables: tuple[DecisionTable, ...]
    letters: tuple[LetterBody, ...]
    valid_from: str = ""
    example_note: Text = NO_TEXT
    public_title: str = ""
    public_place: tuple[str, ...] = ()
    fees: tuple[ServiceFee, ...] = ()
    content_hash: str = field(default="", compare=True)

    @property
    def is_public(self) -> bool:
        """Whether anybody may see that an application exists, of which kind, and where it stands."""
        return bool(self.public_title)

    def law(self, code: str) -> LegalResource | None:
        """Return the legal resource with this code, if there is one."""
        return next((law for law in self.legal if law.code == code), None)

    def clock(self, code: str) -> ServiceClock | None:
        """Return the clock with this code, if there is one."""
        return next((clock for clock in self.clocks if clock.code == code), None)

    def register(self, code: str) -> RegisterUse | None:
        """Return the register with this code, if the service asks it."""
        return next((register for register in self.registers if register.code == code), None)

    def letter(self, code: str, language: str) -> LetterBody | None:
        """Return a letter in a language, if the folder has it."""
        return next((one for one in self.letters if (one.code, one.language) == (code, language)), None)

    def fee(self, code: str) -> ServiceFee | None:
        """Return the fee with this code, if the service has one."""
        return next((fee for fee in self.fees if fee.code == code), None)

    def table(self, name: str) -> DecisionTable | None:
        """Return the decision table of this name, if there is one."""
        return next((table for table in self.tables if table.name == name), None)

    def setting_values(self) -> dict[str, Decimal]:
        """Return each setting's own value as an exact number."""
        return {setting.code: setting.number() for setting in self.settings}
