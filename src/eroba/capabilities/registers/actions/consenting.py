"""A person agrees to being asked about in a private register, declines, or takes the consent back."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers import facts
from eroba.capabilities.registers.connections import way_to
from eroba.capabilities.registers.consent import last_word
from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.models import ConsentWord, OpenQuestion
from eroba.capabilities.registers.rules import may_say_on_consent
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.models import Person

Said = ConsentWord.Said


@action(may=may_say_on_consent)
def agree_to_register(by: Actor, *, person: Person, register: str) -> Done[ConsentWord]:
    """Let the town hall ask a private register about oneself; saying it twice is once."""
    known = _private(register)
    if not way_to(known).is_open:
        raise Refusal(
            _("The town hall does not ask this register at the moment, so there is nothing to agree to.")
        )
    return _said(person, known, Said.AGREED, facts.ConsentAgreed)


@action(may=may_say_on_consent)
def decline_register(by: Actor, *, person: Person, register: str) -> Done[ConsentWord]:
    """Not let the town hall ask; what was agreed before is taken back, and open questions are dropped."""
    known = _private(register)
    if last_word(person, register) == Said.AGREED:
        return _said(person, known, Said.WITHDREW, facts.ConsentWithdrawn)
    return _said(person, known, Said.DECLINED, facts.ConsentDeclined)


def _said(
    person: Person, known: KnownRegister, said: ConsentWord.Said, kind: type[facts.AboutARegister]
) -> Done[ConsentWord]:
    if said != Said.AGREED:
        OpenQuestion.objects.filter(look_up__person=person, look_up__register=known.code).delete()
    row = way_to(known).row
    word = ConsentWord.objects.create(
        person=person, register=known.code, said=said, contract_number=row.contract_number if row else ""
    )
    after = {"register": known.code, "said": said.value}
    return Done(word, subject=word, after=after, facts=[kind(None, known.code)])


def _private(register: str) -> KnownRegister:
    known = known_registers().get(register)
    if known is None or not known.is_private:
        raise NotFound(_("There is no such private register."))
    return known
