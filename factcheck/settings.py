"""Every setting of the desk, read from the environment once. The README's table lists the same names."""

import ipaddress
import secrets
from pathlib import Path

import environ
import pghistory
from django.core.exceptions import ImproperlyConfigured

from factcheck.files import for_other_sites

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
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")  # whom the readers of our feeds may ask to be told of news
DATA_LICENSE = env.str(
    "DATA_LICENSE", default="" if INSTALLED else "https://creativecommons.org/licenses/by/4.0/"
)  # under which others may use our checks as ClaimReview
for name, address in {"WEBSUB_HUB": WEBSUB_HUB, "DATA_LICENSE": DATA_LICENSE}.items():
    if address and not address.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name} must be a web address, https://…; it is {address}.")
SAMPLE_NOTICE = env.bool("SAMPLE_NOTICE", default=not INSTALLED)

# Networks of the house; all else that is asked has public addresses.
THIS_MACHINE = ["127.0.0.0/8", "::1/128"]
WEBHOOK_NETWORKS = env.list("WEBHOOK_NETWORKS", default=[] if INSTALLED else THIS_MACHINE)  # receivers, and a hub
FETCH_NETWORKS = env.list("FETCH_NETWORKS", default=[] if INSTALLED else THIS_MACHINE)  # articles
for name, networks in {"WEBHOOK_NETWORKS": WEBHOOK_NETWORKS, "FETCH_NETWORKS": FETCH_NETWORKS}.items():
    try:
        for network in networks:
            ipaddress.ip_network(network)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must name networks, separated by commas: 10.2.0.0/16. {error}.") from error

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
    "knox",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "claims",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "factcheck.requests.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.requests.content_security_policy",
    "factcheck.requests.interface_language",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "claims.accounts.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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

# Memories of each process. What readers ask for fills only the later ones: it cannot push out the counts of tries.
MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": MEMORY, "OPTIONS": {"MAX_ENTRIES": 10_000}},
    "pages": {"BACKEND": MEMORY, "LOCATION": "pages"},
    "readers": {"BACKEND": MEMORY, "LOCATION": "readers", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}

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
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
# Whoever may approve or administer works only with a passkey or an authenticator app beside the password.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=INSTALLED)
INVITATION_DAYS = 7

ACCOUNT_ADAPTER = "claims.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "claims.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]  # of the form that nobody is shown
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that was sent to it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the desk writes to nobody but its own people
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "claims.accounts.adapters.byline"
# Tries are counted by Django's cache, which is a memory of each process of its own until another is set.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
MFA_FORMS = {"add_webauthn": "claims.accounts.forms.AddPasskeyForm"}
MFA_ADAPTER = "claims.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody gets an account by an address that is not theirs: there is no sign-up
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not INSTALLED

# Sign-in by the newsroom's own provider (OpenID Connect). It makes no accounts.
OIDC = {
    "name": env.str("OIDC_NAME", default=""),
    "issuer": env.str("OIDC_ISSUER", default="").rstrip("/"),
    "client_id": env.str("OIDC_CLIENT_ID", default=""),
    "secret": env.str("OIDC_CLIENT_SECRET", default=""),
}
if any(OIDC.values()) and not all(OIDC.values()):
    raise ImproperlyConfigured(
        "Sign-in by OpenID Connect needs all of OIDC_NAME, OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET."
    )
SOCIALACCOUNT_ADAPTER = "claims.accounts.oidc.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # our adapter asks for an address that both sides have verified
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC["name"],
                "client_id": OIDC["client_id"],
                "secret": OIDC["secret"],
                "settings": {"server_url": OIDC["issuer"]},
            }
        ]
        if all(OIDC.values())
        else [],
    }
}

# Mail. A trial writes its letters to the terminal.
globals().update(env.email_url("EMAIL_URL", default="smtp://localhost:25" if INSTALLED else "consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"desk@{ALLOWED_HOSTS[0].strip('.*[]') or 'localhost'}"
)

# Languages and times
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
OURS = {  # what the readers' pages speak, each by its own name
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "ar": "العربية",
    "he": "עברית",
    "az": "Azərbaycanca",
    "ru": "Русский",
}
spoken = {LANGUAGE_CODE, *env.list("LANGUAGES", default=list(OURS))}
if unknown := sorted(spoken - set(OURS)):
    raise ImproperlyConfigured(
        f"LANGUAGE_CODE and LANGUAGES may name {', '.join(OURS)}; they name {', '.join(unknown)}."
    )
LANGUAGES = [(code, name) for code, name in OURS.items() if code in spoken]
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
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG  # who works on them sees them from where they lie
WHITENOISE_ADD_HEADERS_FUNCTION = for_other_sites
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
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the last address of X-Forwarded-For is the one the proxy saw
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
CORS_URLS_REGEX = (
    r"^/(api/v1/(?!desk/)|oembed$|annotations/|articles/[^/]+/annotations/|v1alpha1/claims:|\$discovery/rest$)"
)
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = [
    *("accept", "content-type", "if-none-match", "prefer"),
    *("x-goog-api-client", "x-goog-api-key", "x-http-method-override"),  # of Google's clients
]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Content-Location", "RateLimit", "RateLimit-Policy", "Retry-After"]
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
# How many tips one network address may send in an hour; 0 is as many as anybody likes.
TIPS_LIMIT = env.int("TIPS_LIMIT", default=10)
if TIPS_LIMIT < 0:
    raise ImproperlyConfigured("TIPS_LIMIT is 0 or more tips an hour.")
# How often the API is asked in a minute at most; 0 is as often as anybody likes.
API_LIMIT_READERS = env.int("API_LIMIT_READERS", default=600)
API_LIMIT_DESK = env.int("API_LIMIT_DESK", default=300)
API_LIMIT_WRITES = env.int("API_LIMIT_WRITES", default=120)
API_LIMIT_WORTHLESS_TOKENS = 30  # from one network address
if min(API_LIMIT_READERS, API_LIMIT_DESK, API_LIMIT_WRITES) < 0:
    raise ImproperlyConfigured(
        "API_LIMIT_READERS, API_LIMIT_DESK and API_LIMIT_WRITES are 0 or more requests a minute."
    )
MIGRATION_MODULES = {"knox": None}  # its own table of tokens is replaced by ours
KNOX_TOKEN_MODEL = "claims.AccessToken"  # noqa: S105 (the name of a table)
REST_KNOX = {"TOKEN_MODEL": KNOX_TOKEN_MODEL, "AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "fcd_"}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "SERVERS": [{"url": "/", "description": "This site."}],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.everywhere.tell",
        "claims.api.finishing.finished",
    ],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_NAME_OVERRIDES": {
        noun: f"claims.vocabulary.{noun}"
        for noun in (
            "Act",
            "Authenticity",
            "ClaimKind",
            "Comparator",
            "CorrectionKind",
            "Display",
            "Medium",
            "Notice",
            "ReadAs",
            "Scope",
            "SourceKind",
            "SpeakerKind",
            "Stance",
            "Status",
            "Tone",
            "TopicKind",
        )
    },
}

# Assistants: a process of its own, `manage.py mcp`, lets them search and read the record
MCP = env.bool("MCP", default=False)

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
        "mcp": {"level": "WARNING"},  # each question has its line from claims/assistants/
        "psycopg.pool": {"level": "ERROR"},  # a worker says itself that the database is away
    },
}
