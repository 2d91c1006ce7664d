"""What learning adds to the platform: the training copy and the practice cases, at the desk."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.learning import facts
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="learning",
    title=_("Learning"),
    summary=_(
        "A training copy of the town with invented people, and practice cases that say what was missed."
    ),
    facts=(facts.TrainingCopyMade, facts.PracticeBegun, facts.PracticeFinished),
    routes=(("town", "desk/learning/", "eroba.capabilities.learning.urls"),),
    menu=(MenuEntry(title=_("Practise"), route="learning_desk:overview", place="desk", order=950),),
)
