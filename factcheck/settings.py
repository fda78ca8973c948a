"""Every setting of the desk, read from the environment once. The README's table lists the same names."""

import secrets
from pathlib import Path

import environ
import pghistory
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.FileAwareEnv()  # NAME_FILE reads NAME from a file

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))

# With a DATABASE_URL this is a newsroom's own installation; without one it is a trial on this machine.
INSTALLED = bool(env.str("DATABASE_URL", default=""))


def trial_secret() -> str:
    """The secret of a trial, made once and kept beside its data."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="" if INSTALLED else trial_secret())
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY must be set to at least 50 random characters when DATABASE_URL is set. Make one with:"
        " python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if INSTALLED else ["127.0.0.1", "localhost", "[::1]"])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the host names readers use, separated by commas: ALLOWED_HOSTS=facts.example.org"
    )

# Who we are, as readers see it.
SITE_NAME = env.str("SITE_NAME", default="The fact-checking desk")
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
SAMPLE_NOTICE = env.bool("SAMPLE_NOTICE", default=not INSTALLED)

# The house
INSTALLED_APPS = [
    "factcheck.admin.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "claims",
]
MIDDLEWARE = [
    "factcheck.requests.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.requests.content_security_policy",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
AUTH_USER_MODEL = "claims.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.requests.site",
            ],
        },
    },
]

# The database: your own PostgreSQL 15 or newer, else our embedded one.
if INSTALLED:
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    DATABASES = {"default": {"ENGINE": "factcheck.embedded", "CLUSTER": DATA_DIR / "postgres"}}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
# No query on behalf of a visitor runs for longer than this; manage.py lifts it for commands.
STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", default=10_000)
if STATEMENT_TIMEOUT_MS:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = f"-c statement_timeout={STATEMENT_TIMEOUT_MS}"

# The desk's own history is written by triggers, with the person who acted beside each change.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events")

# What is done later: jobs in our own database, one file each in claims/jobs/
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["claims.jobs"]
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}  # a night that was slept through is made up for

# People
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# Mail. A trial writes its letters to the terminal.
globals().update(env.email_url("EMAIL_URL", default="smtp://localhost:25" if INSTALLED else "consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"desk@{ALLOWED_HOSTS[0].strip('.*[]') or 'localhost'}"
)

# Languages and times
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["factcheck.formats"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if INSTALLED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not INSTALLED  # a trial serves them from where they lie
if not INSTALLED:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# What a browser may do with our pages
HTTPS = env.bool("HTTPS", default=INSTALLED)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CORS_URLS_REGEX = r"^/api/v1/(?!desk/)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# The API
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "claims.api.errors.answer",
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_NAME_OVERRIDES": {
        noun: f"claims.vocabulary.{noun}"
        for noun in (
            "Act",
            "ClaimKind",
            "Comparator",
            "Display",
            "ReadAs",
            "Scope",
            "SourceKind",
            "SpeakerKind",
            "Stance",
            "Status",
            "Tone",
        )
    },
}

# Logs: one JSON object a line, with the id of the request
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "factcheck.requests.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]}},
    "root": {
        "handlers": ["stderr"],
        "level": env.str("LOG_LEVEL", default="INFO" if INSTALLED else "WARNING"),
    },
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR"},  # each request has its line already
        # Each job has its line from claims/jobs/; of the queue, only what is wrong with it is told.
        "procrastinate": {"level": "WARNING"},
        "procrastinate.worker": {"level": "CRITICAL"},
        "procrastinate.worker.worker": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},  # a worker says itself that the database is away
    },
}
