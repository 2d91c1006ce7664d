"""What the documents room adds to the platform: its facts and the public check of letters."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.documents.facts import LetterIssued, LetterWithdrawn
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="documents",
    title=_("Documents"),
    summary=_("Files, letters, the municipality's seal, and how anybody checks a letter."),
    facts=(LetterIssued, LetterWithdrawn),
    menu=(MenuEntry(title=_("Check a letter"), route="documents:check", place="footer", needs_town=False),),
    routes=(("bare", "verify/", "eroba.kernel.documents.urls"),),
)
