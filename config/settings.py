"""All settings, read from the environment; README.md lists the variables an operator may set."""

from pathlib import Path

import environ

from config import signing, startup
from config.faces import check_faces

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# One switch between the office server behind TLS (the default) and a demo on this machine's own loopback address.
HTTPS = env.bool("ZIPING_HTTPS", True)
DEBUG = env.bool("ZIPING_DEBUG", False)
ALLOWED_HOSTS = env.list("ZIPING_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# How many reverse proxies of ours stand in front; 0 believes no forwarded header at all.
TRUSTED_PROXIES = env.int("ZIPING_PROXIES", 0)
ADMIN = env.bool("ZIPING_ADMIN", False)
# Where the public reaches the portal: what is printed on filed reports leads there. Blank: they carry no link.
PUBLIC_ADDRESS = startup.public_address(env("ZIPING_ADDRESS", default=startup.address_of(ALLOWED_HOSTS, HTTPS)))

startup.check_debug(DEBUG, ALLOWED_HOSTS)
startup.check_packages()
DATA = startup.data_folder(Path(env("ZIPING_DATA", default=str(BASE_DIR / "var"))).resolve())
SECRET_KEY = startup.secret_key(env("SECRET_KEY", default=""), DATA / "secret_key")

# --- the application ---------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "reports.apps.ReportsConfig",
    "indicators.apps.IndicatorsConfig",
    "budgets.apps.BudgetsConfig",
    "units.apps.UnitsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.apps.StaticConfig",
    "axes",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "heroicons",
    *(["django.contrib.admin"] if ADMIN else []),
]

MIDDLEWARE = [
    "config.middleware.arrival",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.Headers",
    "config.middleware.body_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.middleware.RefuseNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.session_clock",
    "config.middleware.LoginRequired",
    "units.middleware.PasswordDue",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "reports.context.nav",
            ],
            "builtins": ["lib.icons", "lib.glossary"],
        },
    }
]
GLOSSARY = BASE_DIR / "reports/glossary.toml"
FORM_RENDERER = "lib.quick_inputs.QuickInputs"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- data --------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'ziping.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        "timeout": 20,
        # A deferred transaction that turns to writing is refused at once, whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["OPTIONS"] = {
        **DATABASE.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("ZIPING_POOL", 16), "timeout": 5},
        "options": "-c statement_timeout=30000 -c synchronous_commit=on",
    }

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads have no address of their own: a view that knows who may read them sends them.
MEDIA_ROOT = DATA / "files"
CLAMAV = env("ZIPING_CLAMAV", default="")  # a clamd to ask about every file: /run/clamd.sock or host:3310
MEDIA_URL = ""
FONTS = check_faces(Path(env("ZIPING_FONTS", default=str(DATA / "fonts"))), DATA / "fonts.json")

# What the finished PDF of a submission is signed with: nothing, the operator's certificate, or a service of theirs.
SIGN_CERTIFICATE = env("ZIPING_SIGN_CERTIFICATE", default="")
SIGN_PASSWORD_FILE = env("ZIPING_SIGN_PASSWORD_FILE", default="")
SIGN_TIMESTAMP = env("ZIPING_SIGN_TIMESTAMP", default="")
SIGNER = signing.chosen(env("ZIPING_SIGNER", default=""), SIGN_CERTIFICATE, SIGN_PASSWORD_FILE, SIGN_TIMESTAMP)

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# A source map is read by developers only, but its file must be there: the manifest follows the reference to it.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "gif", "webp", "woff", "woff2", "gz", "br"]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640
# Addresses that take files, each with the longest body: 20 MB of files and what surrounds them.
UPLOAD_ROUTES = {
    "reports:evidence": 21 << 20, "reports:imports": 21 << 20, "reports:proofread": 21 << 20, "reports:check": 21 << 20,
}  # fmt: skip
# Addresses whose files are only hashed as they come in: nothing of them is kept, in memory or on the disk.
HASHED_ROUTES = {"reports:check"}
FILE_UPLOAD_HANDLERS = [
    "lib.hashed_uploads.HashedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# "immediate" runs a task inside the request that asks for it; "database" leaves it to `manage.py db_worker`.
BACKGROUND = env("ZIPING_TASKS", default="immediate")
TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
if BACKGROUND not in TASK_BACKENDS:
    startup.refuse("ZIPING_TASKS 只能是 immediate 或 database")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[BACKGROUND]}}

# Numbers of headings in Word files: "literal" words, or "fields" that Word counts.
WORD_NUMBERING = env("ZIPING_WORD_NUMBERING", default="literal")
if WORD_NUMBERING not in ("literal", "fields"):
    startup.refuse("ZIPING_WORD_NUMBERING 只能是 literal 或 fields")

# --- people ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "units.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "units.passwords.Length", "OPTIONS": {"least": 10, "most": 128}},
    {"NAME": "units.passwords.Classes", "OPTIONS": {"least": 3}},
    {"NAME": "units.passwords.Common"},
    {"NAME": "units.passwords.Personal"},
    {"NAME": "units.passwords.NotReused", "OPTIONS": {"last": 5}},
]
PASSWORD_MAX_DAYS = env.int("ZIPING_PASSWORD_DAYS", 90)  # 0: a password does not age
PASSWORD_ISSUE_DAYS = 7  # how long a one-time password waits for its first use

# An office shares one address: locking it would shut out the building on deadline day, so lock name and address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "config.errors.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.middleware.client_address"
AXES_SENSITIVE_PARAMETERS = ["old_password", "new_password", "repeated_password", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = ADMIN
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 30 * 60  # idle; session_clock renews it at most once a minute
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A browser takes a __Host- cookie only over HTTPS, from this very host, for the whole site.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("ZIPING_ORIGINS", default=[])

# --- transport and headers ---------------------------------------------------------------------------------------

if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # the balancer asks over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds a whole registered domain for years: its owner decides that, not one portal inside it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Bootstrap draws its arrows and ticks as data: pictures
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

# --- log ---------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"reference": {"()": "config.reference.AddReference"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["reference"]},
    },
    "root": {"handlers": ["stderr"], "level": env("ZIPING_LOG", default="INFO")},
    # Django attaches its own console and mail handlers; everything goes to the one above.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "axes.apps": {"level": "WARNING"},  # a banner at every start
    },
}
