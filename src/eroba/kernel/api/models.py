"""Outside apps that a town let in, and which of its people let which app act in their name.

Client numbers, hashed secrets and hashed tokens lie in the tables of the OAuth2 library, which know no town: a row
there is worth nothing without the row of ours that ties it to one town.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.registry import Scope
from eroba.kernel.tenancy.models import MunicipalModel


class App(MunicipalModel):
    """A program outside this platform that one town knows: who runs it, what it may ask for, whether it is on."""

    class Kind(TextChoices):
        SERVER = "server", _("For residents, running on a server that can keep a secret")
        DEVICE = "device", _("For residents, running on their phone or in their browser")
        PARTNER = "partner", _("A partner's system, acting in nobody's name")

    client = models.OneToOneField("oauth2_provider.Application", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    run_by = models.CharField(max_length=160)
    contact = models.EmailField()
    scopes = models.JSONField(default=list)
    is_on = models.BooleanField(default=True)
    registered_at = models.DateTimeField(default=now)
    registered_by = models.CharField(max_length=120, blank=True)
    secret_made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("app")
        verbose_name_plural = _("apps")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="one_app_per_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_partner(self) -> bool:
        """Whether it acts in nobody's name."""
        return self.kind == self.Kind.PARTNER

    def may_have(self, scope: Scope) -> bool:
        """Whether something an app may be let do is possible for its kind."""
        return self.has_secret if scope.is_own else scope.is_personal != self.is_partner

    @property
    def has_secret(self) -> bool:
        """Whether it runs where a secret can be kept."""
        return self.kind != self.Kind.DEVICE


class LetIn(MunicipalModel):
    """A person lets an app act in their name, for as long as the row has no end."""

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="let_in")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    scopes = models.JSONField(default=list)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("app let in")
        verbose_name_plural = _("apps let in")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "app"],
                condition=models.Q(until__isnull=True),
                name="one_open_door_per_app",
            )
        ]

    def __str__(self) -> str:
        return f"{self.app_id} for {self.person_id}"
