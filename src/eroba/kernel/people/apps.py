"""Opens the room of people."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import pre_save
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of accounts and persons."""

    name = "eroba.kernel.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Keeps personal numbers in allauth's table sealed, ends tied sessions together, offers representations."""
        ports = import_string("eroba.kernel.registry.ports.offer")
        ports(
            import_string("eroba.kernel.actions.standing_in.Representations"),
            import_string("eroba.kernel.people.standing.keeping.KeptRepresentations")(),
        )
        seal = import_string("eroba.kernel.people.claims.seal_before_saving")
        user_logged_out.connect(
            import_string("eroba.kernel.people.hand_over.end_tied_sessions"), dispatch_uid="eroba.end_tied"
        )
        _listen_to_second_steps()
        sessions = import_string("eroba.kernel.people.sessions.begin_counting_use")
        user_logged_in.connect(sessions, dispatch_uid="eroba.count_use")
        import_string("allauth.account.signals.user_logged_in").connect(
            import_string("eroba.kernel.people.assurance.keep_level"), dispatch_uid="eroba.keep_level"
        )
        coarse = import_string("eroba.kernel.people.sessions.keep_network_only")
        pre_save.connect(coarse, sender="usersessions.UserSession", dispatch_uid="eroba.coarse_network")
        pre_save.connect(seal, sender="socialaccount.SocialAccount", dispatch_uid="eroba.seal_claims")


def _listen_to_second_steps() -> None:
    signals = {
        "authenticator_added": "after_adding_a_step",
        "authenticator_removed": "after_changing_a_step",
        "authenticator_reset": "after_changing_a_step",
    }
    for signal, listener in signals.items():
        import_string(f"allauth.mfa.signals.{signal}").connect(
            import_string(f"eroba.kernel.people.safety.{listener}"), dispatch_uid=f"eroba.{signal}"
        )
