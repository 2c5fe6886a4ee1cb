"""The product's settings with what would only make tests slow, or write into a real data folder, replaced."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "ZIPING_TEST_DATA" not in os.environ:
    # Workers of pytest-xdist inherit the folder from the process that made it, and leave it to that one.
    data = os.environ.get("ZIPING_DATA") or str(Path(__file__).parent.parent / "var")
    os.environ.setdefault("ZIPING_FONTS", f"{data}/fonts")
    os.environ["ZIPING_DATA"] = os.environ["ZIPING_TEST_DATA"] = tempfile.mkdtemp(prefix="ziping-test-")
    atexit.register(shutil.rmtree, os.environ["ZIPING_DATA"], ignore_errors=True)
if "PYTEST_XDIST_WORKER" in os.environ:
    # A folder for each: rows of two workers' databases have the same numbers, and so would their files.
    os.environ["ZIPING_DATA"] = f"{os.environ['ZIPING_TEST_DATA']}/{os.environ['PYTEST_XDIST_WORKER']}"
    Path(os.environ["ZIPING_DATA"]).mkdir(exist_ok=True)
os.environ["SECRET_KEY"] = "kept-for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz"
os.environ["ZIPING_HTTPS"] = "false"
os.environ["ZIPING_TASKS"] = "immediate"
os.environ.setdefault("ZIPING_LOG", "WARNING")

from config.settings import *
from config.settings import DATA, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: threads then meet as they do in production, each over its own connection.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
