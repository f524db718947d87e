"""Every setting, with the environment read once, typed, at the top."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.local import addresses, secret

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
DEMO = env.bool("LIAISON_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("LIAISON_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
DATABASE_URL = env.str("DATABASE_URL", default="") or addresses.database_url(DATA_DIR)
REDIS_URL = env.str("REDIS_URL", default="") or addresses.redis_url(DATA_DIR)
EMAIL_URL = env.str("EMAIL_URL", default="")
DEPARTMENT_NAME = env.str("DEPARTMENT_NAME", default="Police Department")
DEPARTMENT_EMAIL = env.str("DEPARTMENT_EMAIL", default="")
DEPARTMENT_PHONE = env.str("DEPARTMENT_PHONE", default="")
EMERGENCY_NUMBER = env.str("EMERGENCY_NUMBER", default="911")
# Counts of people below it are not shown to the public; never below five.
SMALL_NUMBER = max(env.int("SMALL_NUMBER", default=10), 5)
# Who raised a concern is forgotten so long after it was closed; never before it has been asked
# whether it lasted.
IDENTITY_DAYS = max(env.int("IDENTITY_DAYS", default=730), 60)
# What an hour of a volunteer is worth (Independent Sector, data of 2022), and in which currency.
VOLUNTEER_HOUR_VALUE = env.float("VOLUNTEER_HOUR_VALUE", default=31.80)
CURRENCY = env.str("CURRENCY", default="USD").upper()[:3]
# The country whose phone numbers people write without a country code.
PHONE_REGION = env.str("PHONE_REGION", default="US")
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")
SECURE = SITE_URL.startswith("https://")
TESTING = "pytest" in sys.modules

SECRET_KEY = env.str("SECRET_KEY", default="") or secret.secret_key(DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "config",
    "home",
    "initiatives",
    "concerns",
    "meetings",
    "leaders",
    "accounts",
    "outbox",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "config.staticfiles.ServedFilesConfig",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.design.errors.NulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PreferenceMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "config.design.errors.NotAllowedMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.design.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "config.design.tags",
                "config.design.lists",
            ],
        },
    }
]
FORM_RENDERER = "config.design.renderer.UswdsRenderer"

# Database

try:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
except (ValueError, environ.ImproperlyConfigured) as error:
    hint = "Set DATABASE_URL like postgres://user:password@host:5432/name, or unset it."
    raise ImproperlyConfigured(hint) from error
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History: written by triggers, never changed afterwards.
PGHISTORY_APPEND_ONLY = True

# Cache: sign-in rate limits and heartbeats are shared by all processes.
CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "liaison",
    }
}

# Accounts. E-mail is unique whatever its case: by a constraint this check does not see.

SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "accounts.backends.SignInBackend",
]
PASSWORD_LENGTH = 12
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "home:start"
ACCOUNT_ADAPTER = "leaders.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Nobody signs up unasked: the invitation's link, sent by mail, has verified the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/h/key",
    "manage_email": "5/h/user",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "reset_password": "accounts.forms.sign_in.PasswordResetForm",
    "reset_password_from_key": "accounts.forms.sign_in.PasswordFromLinkForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "accounts.forms.sign_in.SecondStepForm",
    "reauthenticate": "accounts.forms.sign_in.SecondStepAgainForm",
    "activate_totp": "accounts.forms.sign_in.ActivateAppForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeySecondStepForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.PasskeyAgainForm",
    "login_webauthn": "accounts.forms.passkeys.PasskeySignInForm",
    "add_webauthn": "accounts.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.passkeys.RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Addresses are verified by the invitation, see above.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO or TESTING
MFA_TOTP_ISSUER = "Liaison"
MFA_TOTP_TOLERANCE = 1  # An old phone's clock may be half a minute off.
SECOND_FACTOR_REQUIRED = not DEMO

# E-mail. Without EMAIL_URL the demo keeps messages readable in the app.

if EMAIL_URL:
    globals().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=DEPARTMENT_EMAIL or "liaison@localhost.localdomain"
)

MESSAGE_CONTENT_DAYS = env.int("MESSAGE_CONTENT_DAYS", default=730)

# Celery. The database is the queue of record: a lost task loses nothing.

CELERY_BROKER_URL = addresses.celery_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # A page must not wait for a broker that is away: the database holds what is to be done.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "deliver-messages": {"task": "outbox.deliver", "schedule": timedelta(seconds=20)},
    "forget-message-contents": {"task": "outbox.keep_house", "schedule": timedelta(hours=1)},
    "queue-reminders": {"task": "meetings.queue_reminders", "schedule": timedelta(minutes=2)},
    "send-due-invitations": {
        "task": "meetings.send_due_invitations",
        "schedule": timedelta(minutes=10),
    },
    "extend-series": {"task": "meetings.extend_series", "schedule": timedelta(hours=6)},
    "escalate-overdue": {"task": "concerns.escalate_overdue", "schedule": timedelta(minutes=5)},
    "resume-due-concerns": {"task": "concerns.resume_due", "schedule": timedelta(minutes=5)},
    "ask-whether-it-lasted": {
        "task": "concerns.ask_whether_it_lasted",
        "schedule": timedelta(hours=1),
    },
    "remind-task-owners": {
        "task": "initiatives.remind_task_owners",
        "schedule": timedelta(hours=6),
    },
    "forget-raisers": {"task": "concerns.forget_raisers", "schedule": timedelta(hours=6)},
    "forget-old-files": {"task": "leaders.forget_old_files", "schedule": timedelta(hours=6)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("uswds", BASE_DIR / "node_modules" / "@uswds" / "uswds" / "dist"),
]
STATICFILES_BACKEND = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG or TESTING
    else "config.staticfiles.ServedFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_BACKEND},
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING  # Else every test client looks at all files first.
MEDIA_ROOT = DATA_DIR / "media"

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "accounts.authentication.ApiTokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.api_errors.handle",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "PAGE_SIZE": 50,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Liaison API",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "ConcernState": "concerns.models.Concern.State",
        "InitiativeKind": "initiatives.models.Initiative.Kind",
        "UserRole": "accounts.models.Role",
        "CommitmentState": "meetings.models.Commitment.State",
        "ResourceKind": "initiatives.models.ResourceKind",
        "TaskState": "initiatives.models.Task.State",
        "TargetAreaRole": "initiatives.models.TargetArea.Role",
        "InitiativeStage": "initiatives.models.Initiative.Stage",
        "AreaKind": "leaders.models.Area.Kind",
        "ContactKind": "leaders.models.Contact.Kind",
        "Sector": "leaders.models.Sector",
        "MeetingKind": "meetings.models.MeetingKind",
        "AgendaItemKind": "meetings.models.AgendaItem.Kind",
        "MeetingStatus": "meetings.models.Meeting.Status",
        "MessageStatus": "outbox.models.Message.Status",
    },
}

# Logging: to the terminal, without personal data.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "INFO"},
}
