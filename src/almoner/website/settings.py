"""Django's settings. What an installation chooses comes from `environment`."""

from __future__ import annotations

import os
from pathlib import Path

from almoner.website import environment

PACKAGE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("ALMONER_DEBUG", default=False)
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.hosts()
DATABASES = {"default": environment.database()}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "almoner.measurements.apps.MeasurementsConfig",
    "almoner.casework.apps.CaseworkConfig",
    "almoner.casework.quality.apps.QualityConfig",
    "almoner.submissions.apps.SubmissionsConfig",
    "almoner.improvement.apps.ImprovementConfig",
    "almoner.improvement.audits.apps.AuditsConfig",
    "almoner.improvement.questions.apps.QuestionsConfig",
    "almoner.dashboards.apps.DashboardsConfig",
    "almoner.website.apps.WebsiteConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "almoner.website.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "almoner.casework.staff.FiguresForStaff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# Returns that are received: where they lie, how much at once, for how long.
SUBMISSIONS_DIR = environment.data_dir() / "submissions"
SUBMISSION_BYTES = environment.number("ALMONER_UPLOAD_MIB", default=200) * 2**20
SUBMISSION_DAYS = environment.number("ALMONER_SUBMISSION_DAYS", default=90)
FILE_UPLOAD_TEMP_DIR = environment.private_dir("uploads")
FILE_UPLOAD_PERMISSIONS = 0o600

# Where the engine is on another host than the web: what both know (docs/how-to).
ENGINE_KEY = os.environ.get("ALMONER_ENGINE_KEY", "")
ENGINE_CERTIFICATE = os.environ.get("ALMONER_ENGINE_CERTIFICATE", "")

# The council that the front page offers first: a code, or nothing.
HOME_COUNCIL = os.environ.get("ALMONER_HOME_COUNCIL", "")

ROOT_URLCONF = "almoner.website.urls"
WSGI_APPLICATION = "almoner.website.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "website" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "almoner.website.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE_DIR / "website" / "static"]
# Served by whitenoise straight from the package; no collectstatic step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
# The build names its files by their content: a browser may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/built/[a-z]+\.[0-9a-f]{12}\."

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
        "TIMEOUT": None,
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = environment.flag("ALMONER_HTTPS", default=False)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "authorities"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
