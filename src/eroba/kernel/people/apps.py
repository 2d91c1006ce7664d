"""Opens the room of people."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_save
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of accounts and persons."""

    name = "eroba.kernel.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Sees to it that allauth's table holds no readable personal number, and that tied sessions end together."""
        seal = import_string("eroba.kernel.people.claims.seal_before_saving")
        user_logged_out.connect(
            import_string("eroba.kernel.people.hand_over.end_tied_sessions"), dispatch_uid="eroba.end_tied"
        )
        pre_save.connect(seal, sender="socialaccount.SocialAccount", dispatch_uid="eroba.seal_claims")
