"""Have the clients that the tests run: curl, and those in Node with their locked packages; Debian's where we may."""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.audit.tools import by_apt
from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tests" / "clients"  # what is asked for, and what that is to the letter
THERE = ROOT / ".clients"  # where it is installed
LOCK = "package-lock.json"
PROGRAMS = {"curl": "curl", "node": "nodejs", "npm": "npm"}  # each with its package
MISSING = "there is no Node with npm here, or npm could not fetch the packages of tests/clients"


def find() -> Path | None:
    """Where the clients are installed, if they are those of the lock."""
    installed = THERE / "installed.json"  # a copy of the lock, made when all was there
    if shutil.which("node") is None or not installed.exists():
        return None
    return THERE if installed.read_bytes() == (HERE / LOCK).read_bytes() else None


def install() -> Path | None:
    """Install the clients unless they are there; whoever comes meanwhile waits."""
    THERE.mkdir(exist_ok=True)
    with (THERE / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        return find() or _installed()


def _installed() -> Path | None:
    if shutil.which("npm") is None:
        return None
    for name in ("package.json", LOCK):
        shutil.copy(HERE / name, THERE)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=THERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        return None
    shutil.copy(HERE / LOCK, THERE / "installed.json")
    return find()


def main() -> int:
    """Find or install the clients; fail without them only when nothing may be left out."""
    if missing := [package for program, package in PROGRAMS.items() if shutil.which(program) is None]:
        by_apt(missing)
    if install() is not None:
        return 0
    if chromium.is_required():
        print(f"REQUIRE_BROWSER is set, and {MISSING}.", file=sys.stderr)
        return 1
    print(f"The tests with clients in Node are left out, because {MISSING}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
