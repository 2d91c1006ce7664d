"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

from eroba.config.hands import Hands
from eroba.kernel.ui.public_pages import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eroba.config.settings")
application = get_wsgi_application()
KeptPages.hands = Hands(int(os.environ.get("EROBA_HANDS", "4")))
