"""The door for web servers."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from eroba.config.hands import HANDS, TURN_SECONDS, Hands
from eroba.config.settling import settle
from eroba.kernel.ui.public_pages import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eroba.config.settings")
application = get_wsgi_application()
sys.setswitchinterval(TURN_SECONDS)
KeptPages.hands = Hands(int(os.environ.get("EROBA_HANDS", HANDS)))
settle()
