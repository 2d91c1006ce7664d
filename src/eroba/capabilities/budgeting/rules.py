"""Who may prepare, propose, check, vote, count and carry out; each answer with its reason and law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from eroba.capabilities.budgeting.law import seed
from eroba.capabilities.budgeting.models import Merger, Milestone, Phase, Project, Round
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import now, today
from eroba.kernel.people.models import Role
from eroba.kernel.tenancy.scope import current_municipality

PARTICIPATION = noop("Local Self-Government Code, art. 85")
PRIVACY = noop("Law on Personal Data Protection, art. 5")
STAFF = (str(Role.CLERK), str(Role.HEAD), "system")
HEADS = (str(Role.HEAD), "system")
AT_BALLOTS = (str(Role.CLERK), str(Role.HEAD), str(Role.VILLAGE))
State, Kind = Project.State, Phase.Kind
#: A project can be taken back until the result is there.
UNDECIDED = (State.PROPOSED, State.READY, State.LISTED)


def may_work_on_rounds(by: Actor) -> Verdict:
    """The staff of the town hall."""
    if by.has_role(*STAFF):
        return allow(PARTICIPATION)
    return refuse(_("Only the staff of the town hall works on rounds."), PARTICIPATION)


def may_make_round(by: Actor) -> Verdict:
    """A head of unit makes a round."""
    return _head(by)


def may_change_round(by: Actor, round: Round) -> Verdict:
    """A head of unit, until the rules are frozen; then nobody."""
    if round.is_frozen:
        return refuse(_("Voting has opened: the rules are frozen and nobody can change them."), PARTICIPATION)
    if round.state == Round.State.CALLED_OFF:
        return refuse(_("This round was called off."), PARTICIPATION)
    return _head(by)


def may_open_round(by: Actor, round: Round) -> Verdict:
    """A head of unit announces a round that is being prepared."""
    if round.state != Round.State.PREPARING:
        return refuse(_("This round was announced already."), PARTICIPATION)
    return _head(by)


def may_call_off_round(by: Actor, round: Round) -> Verdict:
    """A head of unit, until the result is there; the reason is public."""
    if round.counted_at is not None or round.state != Round.State.OPEN:
        return refuse(_("This round can no longer be called off."), PARTICIPATION)
    return _head(by)


def may_propose(by: Actor, round: Round) -> Verdict:
    """A resident who said who they are, in the days of proposing; so many proposals each."""
    if not is_in_phase(round, str(Kind.PROPOSING)):
        return refuse(
            _("Projects cannot be proposed in this round now. Its calendar says when."), PARTICIPATION
        )
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None or by.acting is not None:
        return refuse(
            _("Please say first who you are: a project is proposed in one’s own name."), PARTICIPATION
        )
    mine = Project.objects.filter(round=round, author_id=by.person_id).exclude(state=State.WITHDRAWN)
    if mine.count() >= seed()["most_proposals"]:
        return refuse(_("You have proposed as many projects as one person may in this round."), PARTICIPATION)
    return allow(PARTICIPATION)


def may_check_project(by: Actor, project: Project) -> Verdict:
    """The staff say what they found out, until the order on the ballot is drawn."""
    if not (allowed := may_work_on_rounds(by)):
        return allowed
    if project.round.order_drawn_at is not None:
        return refuse(_("The ballot list is drawn; projects are checked no more."), PARTICIPATION)
    return _in_state(project, State.PROPOSED, State.READY, State.REFUSED)


def may_answer_findings(by: Actor, project: Project) -> Verdict:
    """Its author answers what the town hall found, until the ballot list is drawn."""
    if not is_author(by, project):
        return refuse(_("Only the author of a project can do this."), PARTICIPATION)
    return _in_state(project, State.PROPOSED, State.READY, State.REFUSED)


def may_withdraw_project(by: Actor, project: Project) -> Verdict:
    """Its author, or a head of unit with a public reason, until the result is there."""
    if not (is_author(by, project) or by.has_role(*HEADS)):
        return refuse(_("Only the author or the head of a unit can take a project back."), PARTICIPATION)
    if project.round.closed_at is not None:
        return refuse(_("Voting has ended; a project can be taken back no more."), PARTICIPATION)
    return _in_state(project, *UNDECIDED)


def may_offer_merger(by: Actor, kept: Project, joined: Project) -> Verdict:
    """The staff offer two projects of the same area to become one, until the ballot list is drawn."""
    if kept.pk == joined.pk or kept.round_id != joined.round_id or kept.area_id != joined.area_id:
        return refuse(_("Choose two projects of the same round and the same area."), PARTICIPATION)
    return may_check_project(by, kept) and may_check_project(by, joined)


def may_answer_merger(by: Actor, merger: Merger) -> Verdict:
    """The authors of both projects, as long as the offer stands."""
    if not (is_author(by, merger.kept) or is_author(by, merger.joined)):
        return refuse(_("Only the authors of the two projects answer this."), PARTICIPATION)
    if merger.ended_at is not None or merger.kept.round.order_drawn_at is not None:
        return refuse(_("This offer does not stand any more."), PARTICIPATION)
    return allow(PARTICIPATION)


def may_draw_order(by: Actor, round: Round) -> Verdict:
    """A head of unit, once proposing is over and before voting begins."""
    if round.state != Round.State.OPEN or round.order_drawn_at is not None:
        return refuse(_("The order of this round is drawn already, or it is not under way."), PARTICIPATION)
    if not has_ended(round, str(Kind.PROPOSING)):
        return refuse(_("The order is drawn once the days of proposing are over."), PARTICIPATION)
    return _head(by)


def may_vote(by: Actor, round: Round) -> Verdict:
    """Everybody, between the opening and the last second of voting; who is a voter here is asked with each ballot."""
    if round.state == Round.State.OPEN and round.is_frozen:
        if round.closed_at is not None or has_ended(round, str(Kind.VOTING)):
            return refuse(_("Voting has ended. Your ballot was not taken."), PARTICIPATION)
        if is_in_phase(round, str(Kind.VOTING)):
            return allow(PARTICIPATION)
    return refuse(_("There is no voting in this round now. Its calendar says when."), PARTICIPATION)


def may_print_codes(by: Actor, round: Round) -> Verdict:
    """A head of unit prints voting codes, from the opening of the round to the end of voting."""
    if round.state != Round.State.OPEN or round.closed_at is not None or has_ended(round, str(Kind.VOTING)):
        return refuse(_("Codes are printed for a round under way, until voting ends."), PARTICIPATION)
    return _head(by)


def may_assist(by: Actor, round: Round) -> Verdict:
    """Officials and village administrators hand out codes and help to vote, while voting is open."""
    if not by.has_role(*AT_BALLOTS):
        return refuse(_("Only officials hand out codes and help to vote."), PARTICIPATION)
    return may_vote(by, round)


def may_end_practice_vote(by: Actor, round: Round) -> Verdict:
    """A head of unit, where voting is only practised: nobody who means their vote may find the box closed early."""
    if not current_municipality().is_for_practice:
        return refuse(_("Voting ends after the last day that was announced."), PARTICIPATION)
    if round.state != Round.State.OPEN or not round.is_frozen or round.closed_at is not None:
        return refuse(_("There is no voting in this round now. Its calendar says when."), PARTICIPATION)
    return _head(by)


def may_run_by_itself(by: Actor, round: Round) -> Verdict:
    """The platform opens and closes voting, counts and destroys keys by itself."""
    return allow(PRIVACY) if by.is_system else refuse(_("The platform does this by itself."), PRIVACY)


def may_forget_tries(by: Actor) -> Verdict:
    """The platform forgets tries of codes by itself."""
    return allow(PRIVACY) if by.is_system else refuse(_("The platform does this by itself."), PRIVACY)


def may_begin_project(by: Actor, project: Project) -> Verdict:
    """A head of unit promises a day for a project that won."""
    return _head(by) and _in_state(project, State.WON)


def may_report_project(by: Actor, project: Project) -> Verdict:
    """The staff say how far carrying it out has come."""
    return may_work_on_rounds(by) and _in_state(project, State.BUILDING)


def may_reach_milestone(by: Actor, milestone: Milestone) -> Verdict:
    """The staff say that a step is done, once."""
    if milestone.done_on is not None:
        return refuse(_("This step is done already."), PARTICIPATION)
    return may_report_project(by, milestone.project)


def is_author(by: Actor, project: Project) -> bool:
    """Whether the actor proposed the project, and acts for themselves."""
    return by.person_id is not None and by.acting is None and project.author_id == by.person_id


def is_in_phase(round: Round, kind: str) -> bool:
    """Whether a round under way is in one of its phases at this moment."""
    if round.state != Round.State.OPEN:
        return False
    found = phase_of(round, kind)
    return found is not None and found.opens_at <= now() < found.closes_at


def has_ended(round: Round, kind: str) -> bool:
    """Whether a phase is over."""
    found = phase_of(round, kind)
    return found is not None and found.until_on < today()


def phase_of(round: Round, kind: str) -> Phase | None:
    """One phase of a round; read with the round where a page has done so."""
    return next((one for one in round.phases.all() if one.kind == kind), None)


def _head(by: Actor) -> Verdict:
    if by.has_role(*HEADS):
        return allow(PARTICIPATION)
    return refuse(_("Only the head of a unit can do this."), PARTICIPATION)


def _in_state(project: Project, *states: object) -> Verdict:
    if project.state in [str(state) for state in states]:
        return allow(PARTICIPATION)
    words = _("The project is not at this step: it is “%(state)s” now.")
    return refuse(words % {"state": project.get_state_display()}, PARTICIPATION)
