"""Settings of the bare baseline: stock Django on the database of EROBA_DATABASE_URL, with the same care for it."""

import os

from eroba.config.databases import database_from

SECRET_KEY = "protects nothing"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["tools.benchmark.bare"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "tools.benchmark.bare.views"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": database_from(os.environ["EROBA_DATABASE_URL"])}
# Same options and pragmas, but Django's own back end.
_STOCK = {
    "eroba.kernel.base.databases.sqlite3": "sqlite3",
    "eroba.kernel.base.databases.postgresql": "postgresql",
}
DATABASES["default"]["ENGINE"] = f"django.db.backends.{_STOCK[DATABASES['default']['ENGINE']]}"
