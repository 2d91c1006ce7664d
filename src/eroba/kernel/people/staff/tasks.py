"""What is done for the staff after commit: the invitation by e-mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.staff.facts import OfficialInvited
from eroba.kernel.people.staff.queries import post_of_id
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.dates import day_with_year


def on_invited(fact: OfficialInvited, delivery: Delivery) -> None:
    """Writes to the new official how to sign in: with a password of their own, which nobody else ever knows."""
    post, town = post_of_id(fact.appointment_id), current_municipality()
    with override(post.account.language):
        way = settings.SITE_ADDRESS + reverse("account_reset_password", urlconf=settings.ROOT_URLCONF)
        subject = _("Your post at %(town)s") % {"town": town.name}
        body = _(
            "Good day, %(name)s,\n\n%(town)s has entered you as: %(post)s, from %(day)s on.\n\n"
            "Choose a password of your own here, with this e-mail address:\n%(way)s\n\n"
            "You do not work there? Then write to the town hall; without a password nobody can use this post."
        ) % {
            "name": post.name_ka if post.account.language == "ka" else post.name_en,
            "town": town.name,
            "post": post.get_role_display(),
            "day": day_with_year(post.from_on),
            "way": way,
        }
        headers = {"Message-ID": f"<{delivery.fact_id}.invitation@eroba>"}
        EmailMessage(subject, body, to=[post.account.email], headers=headers).send()
