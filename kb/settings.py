"""Django's settings. Everything that differs between machines is read from the environment.

Importing this module starts no server and opens no connection (mypy and `manage.py help`
do it too). It may write one file: the secret key, on the first run.
"""

from django.utils.csp import CSP

from kb.running import database, environment
from kb.running.embedded import kept_token

BASE_DIR = database.PROJECT
DATA_DIR = database.data_folder()

# --- Secrets and hosts ---------------------------------------------------------------------

DEBUG = environment.boolean("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY") or kept_token(DATA_DIR / "secret-key")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

# --- Applications --------------------------------------------------------------------------

INSTALLED_APPS = [
    # Unfold replaces templates of the stock admin, so it comes before it.
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: `runserver` then serves static files the way production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "import_export",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "corsheaders",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "jurisdictions.apps.JurisdictionsConfig",
    "cases.apps.CasesConfig",
    "kb.apps.KbConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kb.web.compression.PageGZipMiddleware",
    "kb.web.content_security.PathContentSecurityPolicyMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "kb.api.middleware.ApiMiddleware",
    "kb.web.kept.KeptAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kb.pages.errors.PageErrorMiddleware",
    # After authentication: the history of a record says who changed it.
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "kb.urls"
WSGI_APPLICATION = "kb.wsgi.application"
ASGI_APPLICATION = "kb.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ------------------------------------------------------------------------------

# The run command sets the pool's size to the number of threads of a web process.
DATABASE_POOL_SIZE = environment.integer("KB_DATABASE_POOL_SIZE", 0, at_least=0, at_most=1000)
DATABASES = {"default": database.django_settings(pool_size=DATABASE_POOL_SIZE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts ------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "French")]
LOCALE_PATHS = [BASE_DIR / "kb" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Under DEBUG files are served from where they are written, without collecting them first.
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- Browser security ----------------------------------------------------------------------

# For the public pages. What the admin needs more than this is in kb/web/content_security.py.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
# Until the browser is closed: the correction form is all that sets it for readers.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "kb.pages.errors.forged"

# Set when the site is served over https, through a proxy that says so in X-Forwarded-Proto.
BEHIND_HTTPS = environment.boolean("BEHIND_HTTPS", default=False)
SESSION_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Spreadsheets are the largest thing an editor sends; the public API takes no bodies.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a statute with many events and wordings inline
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Reads are open to every site; nothing is written through the API, and no cookie is sent.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]

# --- REST API: begin -----------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    # Each view says which of them it answers in.
    "DEFAULT_RENDERER_CLASSES": [
        "kb.api.formats.Json",
        "kb.api.formats.Csv",
        "kb.references.formats.renderers.Ris",
        "kb.references.formats.renderers.Bibtex",
        "kb.references.formats.renderers.CslJson",
        "kb.references.formats.renderers.JsonLd",
    ],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "kb.api.formats.Negotiation",
    "DEFAULT_PAGINATION_CLASS": "kb.api.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_THROTTLE_CLASSES": ["kb.web.throttling.AddressThrottle"],
    "DEFAULT_SCHEMA_CLASS": "kb.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "kb.api.errors.handle",
    # Proxies in front of the site, whose word on the client's address is believed.
    "NUM_PROXIES": environment.integer("NUM_PROXIES", 0, at_least=0, at_most=10),
}
API_REQUESTS_PER_MINUTE = environment.integer("API_REQUESTS_PER_MINUTE", 600, at_least=1, at_most=1_000_000)
# Of each worker's memory: see kb/web/kept.py. 0 keeps no answer.
KEPT_ANSWERS_BYTES = 2**20 * environment.integer("KB_KEPT_MEGABYTES", 64, at_least=0, at_most=65_536)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Counts of requests by address: see kb/web/throttling.py.
    "throttle": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Law on AI-generated CSAM",
    "DESCRIPTION": (
        "Statutes, court rulings and how they bear on each other on a given date. Reference data: each answer "
        "names its source and is graded by how well it rests on it. Not legal advice. Reads are open. Dates have the "
        "precision of their source: `2025`, `2025-03` or `2025-03-09`. Every answer says in `applied` which date and "
        "filters it used; where no day is given it is today, in UTC. `Data-Version` names the state of the data."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    # `fields` may leave out any of them.
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "POSTPROCESSING_HOOKS": ["kb.api.schema.add_components"],
}

# What scripts of other sites may read besides the body.
CORS_EXPOSE_HEADERS = [
    "Data-Version", "ETag", "Link", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After",
]  # fmt: skip

# --- REST API: end -------------------------------------------------------------------------

# --- Admin ---------------------------------------------------------------------------------

# Unfold's form does not pass on where one came from when one came from nowhere.
LOGIN_REDIRECT_URL = "admin:index"
UNFOLD = {
    "SITE_TITLE": "Law on AI-generated CSAM",
    "SITE_HEADER": "Law on AI-generated CSAM",
    "SITE_SYMBOL": "gavel",
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "kb.admin.first_page",
    "STYLES": ["kb.admin.own_styles"],
    "SIDEBAR": {"show_search": True, "show_all_applications": False, "navigation": "kb.admin.navigation"},
}

# --- Logging -------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING").upper()},
    # Django's own handlers would write every error a second time, or to e-mail only.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
