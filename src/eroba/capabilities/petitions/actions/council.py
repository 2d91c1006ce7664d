"""After the threshold: handed to the council, answered, decided; and a letter to all signers who asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import facts, rules
from eroba.capabilities.petitions.actions.keeping import lock, meet, move, require_words, start
from eroba.capabilities.petitions.models import Letter, Petition, Signature
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput

State = Petition.State


@dataclass(frozen=True)
class Words:
    """The same in both languages; Georgian where there is no English."""

    ka: str
    en: str = ""


@action(may=rules.may_refer)
def refer_petition(by: Actor, *, petition: Petition, session_number: str = "") -> Done[Petition]:
    """Hand a petition to the council; its matter can be tied to the item of an agenda."""
    locked = lock(petition)
    move(locked, State.REFERRED, session_number=session_number.strip())
    meet(by, locked, "petitions.referral")
    start(by, locked, "petitions.answer")
    start(by, locked, "petitions.decision")
    told = facts.PetitionReferred(locked.matter_id)
    after = {"state": locked.state, "session": locked.session_number}
    return Done(locked, subject=locked.matter, after=after, facts=[told])


@action(may=rules.may_answer)
def answer_petition(by: Actor, *, petition: Petition, words: Words) -> Done[Petition]:
    """Answer a petition in public; all signers who asked get the answer."""
    locked, said = lock(petition), require_words(words.ka, _("Write the answer."))
    english = words.en.strip() or said
    move(locked, State.ANSWERED, answer_ka=said, answer_en=english, answered_at=now())
    meet(by, locked, "petitions.answer")
    _write_letter(locked, "answered", Words(said, english))
    told = facts.PetitionAnswered(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"answer": said}, facts=[told])


@action(may=rules.may_note_decision)
def note_decision(by: Actor, *, petition: Petition, outcome: str, words: Words) -> Done[Petition]:
    """Write down what the council decided; all signers who asked are told."""
    if outcome not in Petition.Outcome.values:
        raise BadInput(_("Choose how the council decided."))
    locked, said = lock(petition), require_words(words.ka, _("Write what was decided."))
    english = words.en.strip() or said
    move(
        locked,
        State.DECIDED,
        outcome=outcome,
        decision_ka=said,
        decision_en=english,
        decided_on=today(),
    )
    meet(by, locked, "petitions.answer")
    meet(by, locked, "petitions.decision")
    _write_letter(locked, "decided", Words(said, english))
    told = facts.PetitionDecided(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"outcome": outcome, "decision": said}, facts=[told])


@action(may=rules.may_seal)
def note_letter_sent(
    by: Actor, *, petition: Petition, letter: Letter, reached: Sequence[UUID], is_done: bool
) -> Done[int]:
    """Note who got a letter; after the last of all, addresses of a decided petition are forgotten."""
    signers = Signature.objects.filter(pk__in=list(reached))
    count = signers.update(news_number=letter.number)
    letter.sent_count += count
    letter.done_at = now() if is_done else None
    letter.save(update_fields=["sent_count", "done_at"])
    others_wait = petition.letters.filter(done_at=None).exclude(pk=letter.pk).exists()
    if is_done and petition.state == State.DECIDED and not others_wait:
        Signature.objects.filter(petition=petition).update(contact_locked="", contact_hash="")
    return Done(count, subject=petition.matter, after={"letter": letter.number, "sent": letter.sent_count})


def _write_letter(petition: Petition, what: str, body: Words) -> None:
    subjects = {}
    for language in ("ka", "en"):
        with override(language):
            said = {"answered": gettext("A petition you signed was answered"), "decided": gettext(
                "The council decided on a petition you signed")}  # fmt: skip
            subjects[language] = f"{said[what]}: {petition.title}"[:200]
    Letter.objects.create(
        petition=petition,
        number=petition.letters.count() + 1,
        subject_ka=subjects["ka"],
        subject_en=subjects["en"],
        body_ka=body.ka,
        body_en=body.en,
    )
