"""Every setting there is. Missing or malformed means no start."""

from pathlib import Path
from urllib.parse import urlsplit

from alongside import __version__
from alongside.config.log import is_a_mistake
from alongside.lib.environment import database, flag, number, text

ROOT = Path(__file__).parents[2]
VERSION = __version__

SECRET_KEY = text("SECRET_KEY")
PUBLIC_URL = text("PUBLIC_URL", "http://localhost:8000")
DEMO = flag("DEMO")
DATA_DIR = Path(text("DATA_DIR", str(ROOT / "var")))

PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
IS_PUBLIC = PUBLIC_HOST not in {"localhost", "127.0.0.1"}
ALLOWED_HOSTS = [PUBLIC_HOST] if IS_PUBLIC else ["localhost", "127.0.0.1", "testserver"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "alongside.lib",
    "alongside.audit",
    "alongside.orgs",
    "alongside.directory",
    "alongside.partnerships",
    "alongside.referrals",
    "alongside.home",
    # After our own, so that our pages of theirs are found first; Django's widgets last.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
]

MIDDLEWARE = [
    "alongside.config.middleware.Calm",
    "alongside.config.middleware.OwnForms",
    "alongside.config.middleware.Policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.orgs.middleware.IdleLockMiddleware",
    "alongside.orgs.middleware.SignedInMiddleware",
    "alongside.orgs.middleware.WallsMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "alongside.orgs.context.surroundings",
            ],
        },
    }
]

# Each process has a role of its own (docs/architecture.md): the site and the worker own no table.
DATABASES = {
    "default": database(text("DATABASE_URL"))
    | {
        "ENGINE": "alongside.lib.postgres",
        "CONN_MAX_AGE": 3600,  # seconds
        "CONN_HEALTH_CHECKS": True,  # a database that came back is used at once
    }
}
for alias in ("owner", "keeper"):
    if url := text(f"{alias.upper()}_DATABASE_URL", ""):
        DATABASES[alias] = database(url) | {"TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}
}

AUTH_USER_MODEL = "orgs.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_ADAPTER = "alongside.orgs.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "alongside.orgs.forms.SignInForm",
    "reauthenticate": "alongside.orgs.forms.OnceMoreForm",
    "change_password": "alongside.orgs.forms.ChangePasswordForm",
    "reset_password": "alongside.orgs.forms.ForgottenPasswordForm",
    "reset_password_from_key": "alongside.orgs.forms.NewPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, or after idling
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already went to the address
ACCOUNT_LOGOUT_REDIRECT_URL = "home:front"  # in the language of the page
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that nobody here gave
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "alongside.orgs.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alongside"
SIGN_IN_IDLE_MINUTES = 15  # computers here are shared, and people are called away

EMAIL_BACKEND = text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST, EMAIL_PORT = text("EMAIL_HOST", "localhost"), number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "alongside@localhost")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = (
    SIGN_IN_IDLE_MINUTES + 1
) * 60  # seconds: an idle session's key is no use to anybody
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.home.views.stale_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_HSTS_SECONDS = 31536000 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
if IS_PUBLIC:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    if not flag("BEHIND_TLS"):
        raise SystemExit(
            "A public address needs a proxy that speaks TLS. Set BEHIND_TLS=1 when there is one."
        )
    # Limits count the visitor the proxy names last, not the proxy: else one could shut out all.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# A letter is 16 KiB, 22 KiB as base64; two keys and their grants stay below 256 KiB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_HANDLERS: list[str] = []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["alongside"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "alongside.config.formats"
# Of numbers on pages; in an address or a value they are written unlocalized.
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "alongside" / "static" / "built"]
STATIC_ROOT = ROOT / "alongside" / "static" / "collected"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False

# A log line holds a route's name, a status and a time: no address, no query, no body.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "where": {"()": "alongside.config.log.Where"},
    },
    "filters": {
        "mistakes": {"()": "django.utils.log.CallbackFilter", "callback": is_a_mistake},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "mistakes": {
            "class": "logging.StreamHandler",
            "level": "ERROR",
            "formatter": "where",
            "filters": ["mistakes"],
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "alongside": {"level": "INFO"},
        # Django's own request log names the path and hands the whole request on.
        "django.request": {"handlers": ["mistakes"], "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
PROCRASTINATE_ON_APP_READY = "alongside.config.jobs.set_up"
