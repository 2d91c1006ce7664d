"""Settings: what is composed, and what an operator can set by environment variables (all named EROBA_…)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from eroba.config import sign_in
from eroba.config.databases import database_from
from eroba.config.interface import OAUTH2_PROVIDER, OAUTH2_PROVIDER_APPLICATION_MODEL  # noqa: F401
from eroba.config.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("EROBA_HOME") or PACKAGE.parent.parent / "var")
HOME.mkdir(parents=True, exist_ok=True)

CAPABILITY_NAMES = [
    "services",
    "registers",
    "petitions",
    "budgeting",
    "deliberation",
    "consultations",
    "meetings",
    "oversight",
    "plans",
    "integrity",
    "information",
    "portal",
    "learning",
]
_FOLDERS = {path.parent.name for path in (PACKAGE / "capabilities").glob("*/apps.py")}
CAPABILITIES = [name for name in CAPABILITY_NAMES if name in _FOLDERS]
CAPABILITIES += sorted(_FOLDERS - set(CAPABILITIES))

DEBUG = os.environ.get("EROBA_DEBUG") == "1"
IS_DEMO = os.environ.get("EROBA_DEMO", "1") == "1"
_DEMO_KEY = "demonstration only: this key protects nothing"
EROBA_KEY = os.environ.get("EROBA_KEY", _DEMO_KEY if IS_DEMO else "")
SECRET_KEY = os.environ.get("EROBA_SECRET_KEY", EROBA_KEY)
ALLOWED_HOSTS = os.environ.get("EROBA_HOSTS", "*" if IS_DEMO else "").split(",")
SITE_ADDRESS = os.environ.get("EROBA_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
MAIN_HOSTS = {urlsplit(SITE_ADDRESS).hostname, "127.0.0.1", "localhost", "testserver"}
RESERVED_SEGMENTS = {
    "me",
    "desk",
    "cms",
    "ops",
    "api",
    "ui",
    "verify",
    "health",
    "account",
    "about",
    "crests",
    "apps",
    "developers",
    *CAPABILITY_NAMES,
    *CAPABILITIES,
}
RETRIES_FILE = os.environ.get("EROBA_RETRIES", "")
SOURCE_ADDRESS = os.environ.get("EROBA_SOURCE", "")
IS_SECURE = SITE_ADDRESS.startswith("https://")

ROOMS = (
    "base tenancy audit outbox people ui api clocks documents matters receipts undelivered undertakings notify "
    "discussion webhooks"
).split()


def _present(dotted: list[str]) -> list[str]:
    return [name for name in dotted if (PACKAGE / Path(*name.split(".")[1:]) / "apps.py").exists()]


INSTALLED_APPS = [
    *_present([f"eroba.kernel.{room}" for room in ROOMS]),
    *_present([f"eroba.capabilities.{name}" for name in CAPABILITIES]),
    "eroba.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "oauth2_provider",
]

MIDDLEWARE = [
    "eroba.kernel.ui.public_pages.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "eroba.config.middleware.NothingOfTheDevice",
    "eroba.config.middleware.OnlyFromHere",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "eroba.kernel.api.middleware.OneShape",
    "eroba.kernel.tenancy.middleware.MunicipalityScope",
    "eroba.config.middleware.AnswersReachTheSender",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "eroba.kernel.people.training_door.TrainingDoor",
    "eroba.kernel.people.sessions.LastUse",
    "eroba.config.middleware.RefusalsInWords",
]

ROOT_URLCONF = "eroba.config.urls"
WSGI_APPLICATION = "eroba.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eroba.kernel.ui.context.face",
                "eroba.config.context.surroundings",
            ]
        },
    }
]

DATABASES = {
    "default": database_from(os.environ.get("EROBA_DATABASE_URL") or f"sqlite:///{HOME / 'eroba.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
}
# So old a page that is the same for everybody may be; while developing, and in tests, each is made anew.
PUBLIC_PAGES_KEPT_SECONDS = 0 if DEBUG else 10
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "OPTIONS": {"id_function": "eroba.kernel.base.ids.uuid7"},
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "my:home"
LOGIN_URL = "account_login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-eroba" if IS_SECURE else "eroba"
CSRF_COOKIE_NAME = "__Host-eroba-form" if IS_SECURE else "eroba-form"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "eroba.config.failures.csrf_failure"

LANGUAGE_CODE = "ka"
LANGUAGES = [("ka", _("Georgian")), ("en", _("English"))]
LOCALE_PATHS = [path for path in sorted(PACKAGE.glob("**/locale")) if path.is_dir()]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tbilisi"
FORMAT_MODULE_PATH = ["eroba.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
BUILT = PACKAGE / "kernel" / "ui" / "built"
STATICFILES_DIRS = [("eroba", BUILT)] if BUILT.is_dir() else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = DEBUG
FILES_ROOT = HOME / "files"
FILES_URL = os.environ.get("EROBA_FILES_URL", "")
FILES_KEY, FILES_SECRET = os.environ.get("EROBA_FILES_KEY", ""), os.environ.get("EROBA_FILES_SECRET", "")
CLAMAV_ADDRESS = os.environ.get("EROBA_CLAMAV", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
# A form may carry several files; one that is too large is refused beside its field up to here, above on a page.
LARGEST_REQUEST_BYTES = 6 * LARGEST_UPLOAD_BYTES
# So much of what nobody wants is read all the same, so that the answer arrives.
LARGEST_PATIENCE_BYTES = 256 * 1024 * 1024

EMAIL_BACKEND = "eroba.config.outgoing.MailOfRealTowns"
EMAIL_HOST = os.environ.get("EROBA_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EROBA_SMTP_PORT", "8025"))
EMAIL_HOST_USER = os.environ.get("EROBA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EROBA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EROBA_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EROBA_FROM", "Eroba <no-reply@eroba.example>")

CIVIL_REGISTER_ADDRESS = os.environ.get("EROBA_CIVIL_REGISTER", "http://127.0.0.1:8899")
SOCIAL_REGISTER_ADDRESS = os.environ.get("EROBA_SOCIAL_REGISTER", "http://127.0.0.1:8899")
# Without an address a town is connected to these by its own operator, or not at all.
PROPERTY_REGISTER_ADDRESS = os.environ.get("EROBA_PROPERTY_REGISTER", "")
UTILITY_REGISTER_ADDRESS = os.environ.get("EROBA_UTILITY_REGISTER", "")
# A YAML file of further registers, see docs/operating/registers.md.
REGISTERS_FILE = os.environ.get("EROBA_REGISTERS", "")
# Where files of registers are put: <town>/<register>.csv
REGISTER_DROPS = os.environ.get("EROBA_REGISTER_DROPS", str(HOME / "register-drops"))
# Without a bank's address one pays at the counter only.
BANK_ADDRESS, BANK_KEY = os.environ.get("EROBA_BANK", ""), os.environ.get("EROBA_BANK_KEY", "")
BANK_MERCHANT = os.environ.get("EROBA_BANK_MERCHANT", "{town}")
REGISTER_CLIENT = os.environ.get("EROBA_REGISTER_CLIENT", "GE-TEST/MUN/{town}/eroba")

SMS_ADDRESS = os.environ.get("EROBA_SMS_ADDRESS", "")
SMS_FOLDER = HOME / "sms"

# How many requests a minute the interface takes from one app and from one address, in each server process.
QUOTA_APP = int(os.environ.get("EROBA_QUOTA_APP", "3000"))
QUOTA_ADDRESS = int(os.environ.get("EROBA_QUOTA_ADDRESS", "1200"))
# How many proxies of ours stand before the server: so far from its end X-Forwarded-For is believed.
TRUSTED_PROXIES = int(os.environ.get("EROBA_PROXIES", "0"))

# Networks inside, such as 10.1.0.0/16, that webhooks may reach besides the open internet.
WEBHOOK_NETWORKS = os.environ.get("EROBA_WEBHOOK_NETWORKS", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *sign_in.ORIGINS_OF_PROVIDER],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63072000 if IS_SECURE else 0
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["errors"], "level": os.environ.get("EROBA_LOG", "WARNING")},
}
