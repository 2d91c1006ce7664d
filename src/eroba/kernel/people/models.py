"""An account is global; a person belongs to one municipality, which answers for their data.

A person may exist without an account (a village administrator applied for them); an account may have a person in
several towns.
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.ids import uuid7
from eroba.kernel.base.text import name_in
from eroba.kernel.people.bodies.models import Body, Membership, Seat, Term
from eroba.kernel.people.standing.models import Deed, Representation
from eroba.kernel.tenancy.models import Municipality, MunicipalModel, Settlement

__all__ = [
    "Account",
    "AccountTown",
    "Appointment",
    "Body",
    "Deed",
    "HandOver",
    "IdentityTry",
    "Membership",
    "Person",
    "Representation",
    "Role",
    "Seat",
    "Term",
    "Unit",
]


class AccountManager(BaseUserManager):
    """Makes accounts; Django and its commands ask for it under this name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Makes an account that signs in with its e-mail address."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Makes an operator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """A way to sign in. Knows an e-mail address and a language, and nothing else about anybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(max_length=5, default="ka")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="Operator of the installation.")
    created_at = models.DateTimeField(default=now)
    session_round = models.PositiveIntegerField(
        default=0, help_text="Rises when every other session of the account has to end."
    )

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to be the account's: another one after each round, as after each password."""
        own: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.session_round:
            return own
        return salted_hmac(
            "eroba.people.session-round", f"{own}{self.session_round}", secret=secret
        ).hexdigest()


class AccountTown(models.Model):
    """A town in which an account is somebody: a person, or an official. Lets My page find the towns to enter.

    Global, like the account; it says nothing but that the account has been there.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="towns")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "municipality"], name="one_mark_per_account_and_town")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.municipality_id}"


class IdentityTry(models.Model):
    """One try of an account to say who it is; counted, so that nobody can guess. Removed when it succeeds."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="identity_tries")]

    def __str__(self) -> str:
        return f"{self.account_id} at {self.at}"


class _KnownInTown(models.Model):
    """A row that makes an account somebody in a town: saving it leaves the account's mark there."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the row and marks the town for the account."""
        super().save(*args, **kwargs)
        account_id, town_id = self.account_id, self.municipality_id  # type: ignore[attr-defined]
        if account_id:
            mark = AccountTown(account_id=account_id, municipality_id=town_id)
            AccountTown.objects.bulk_create([mark], ignore_conflicts=True)


class Person(_KnownInTown, MunicipalModel):
    """Somebody a municipality knows. The personal number is kept twice: hashed to match, encrypted to show."""

    class IdentifiedBy(TextChoices):
        REGISTER = "register", _("the civil register")
        SIGN_IN = "sign_in", _("the national sign-in")
        OFFICIAL = "official", _("an official who saw the identity card")

    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons"
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    personal_number_hash = models.CharField(max_length=64, blank=True, editable=False)
    personal_number_locked = models.TextField(blank=True, editable=False)
    personal_number_end = models.CharField(max_length=2, blank=True, editable=False)
    settlement = models.ForeignKey(Settlement, on_delete=models.SET_NULL, null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    identified_at = models.DateTimeField(null=True, blank=True)
    identified_by = models.CharField(max_length=10, choices=IdentifiedBy.choices, blank=True)
    is_company = models.BooleanField(default=False, help_text="A legal person; its name is the family name.")
    is_invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "personal_number_hash"],
                condition=~models.Q(personal_number_hash=""),
                name="one_person_per_number",
            ),
            models.UniqueConstraint(
                fields=["municipality", "account"],
                condition=models.Q(account__isnull=False),
                name="one_person_per_account",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def masked_personal_number(self) -> str:
        """Dots and the last two digits, as everybody but the person sees it."""
        return f"•••••••••{self.personal_number_end}" if self.personal_number_end else ""


class HandOver(MunicipalModel):
    """A signed-in account on its way from the main host to the town's own domain: one browser, once, for a minute."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(
        max_length=64, help_text="The hash of what the browser on the town's domain holds."
    )
    session_key = models.CharField(max_length=40, blank=True, help_text="The session on the main host.")
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "account"], name="hand_overs_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id} at {self.made_at}"


class Unit(MunicipalModel):
    """A department of the town hall."""

    code = models.SlugField()
    name_ka = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="one_unit_per_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The unit's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)


class Role(TextChoices):
    """What somebody may be in a town hall."""

    CLERK = "clerk", _("case handler")
    HEAD = "head", _("head of unit")
    VILLAGE = "village", _("village administrator")
    EDITOR = "editor", _("web editor")
    AUDITOR = "auditor", _("auditor")


class Appointment(_KnownInTown, MunicipalModel):
    """A post: an account holds a role in a unit of one town, from one day to another."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    name_ka = models.CharField(max_length=120, help_text="The official's name, as it stands on letters.")
    name_en = models.CharField(max_length=120)
    from_on = models.DateField(default=today)
    until_on = models.DateField(null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="substitutes"
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "account", "role", "unit"],
                condition=models.Q(until_on__isnull=True),
                name="one_open_appointment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_ka}, {self.get_role_display()}"

    @property
    def name(self) -> str:
        """The official's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)
