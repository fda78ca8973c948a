"""Where this machine's Chromium or Chrome is."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "there is no Chromium or Chrome here: install one (Debian: apt install chromium),"
    " or name yours: CHROMIUM=/path/to/it"
)


def find() -> str | None:
    """The browser for the tests: the one CHROMIUM names, else the first one installed."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    installed = (shutil.which(name) for name in NAMES)
    return next(filter(None, [*installed, *(path for path in ON_MACOS if Path(path).exists())]), None)


def is_required() -> bool:
    """Whether a run without browser tests counts as failed."""
    return os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")
