"""Settings of the test suite: the real ones, with a quick password hash and a server that may forget."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", str(Path(tempfile.gettempdir()) / f"factcheck-tests-{os.getuid()}"))

from factcheck.settings import *  # noqa: F403
from factcheck.settings import DATABASES, INSTALLED, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SAMPLE_NOTICE = False
SECOND_FACTOR = False  # the tests of it switch it on
API_LIMIT_READERS = API_LIMIT_DESK = API_LIMIT_WRITES = API_LIMIT_WORTHLESS_TOKENS = 0  # so do those of the limits
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if not INSTALLED:
    DATABASES["default"]["SERVER_OPTIONS"] = {
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
    }
