"""What every change must pass before its tests run, quick checks first."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MANAGE = (PYTHON, "manage.py")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "DATABASE_URL": "postgres://factcheck@localhost/factcheck",  # no check connects to it
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "facts.example.org",
    "SITE_URL": "https://facts.example.org",
}


Check = tuple[str, tuple[str, ...], dict[str, str]]


def checks() -> Iterator[Check]:
    """Each check: its name, its command, and what its environment has besides ours."""
    templates = sorted(map(str, Path("templates").rglob("*.html")))
    yield "lint", (PYTHON, "-m", "ruff", "check", "--quiet", "."), {}
    yield "form", (PYTHON, "-m", "ruff", "format", "--quiet", "--check", "."), {}
    yield "imports", (installed("lint-imports"),), {}
    yield "types", (PYTHON, "-m", "mypy"), {}
    yield "templates", (PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"), {}
    yield "template form", (installed("djade"), "--check", "--target-version", "5.2", *templates), {}
    yield "migrations", (*MANAGE, "makemigrations", "--check", "--dry-run"), {}
    yield "production settings", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION


def installed(program: str) -> str:
    """A program that the virtual environment holds."""
    return str(Path(PYTHON).with_name(program))


def passes(name: str, command: tuple[str, ...], extra: dict[str, str]) -> bool:
    """Run one check and tell how it went; its output only when it failed."""
    begun = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.testing", **extra}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:<20} {verdict:<6} {time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main() -> int:
    """Run all checks, whichever fail."""
    os.chdir(PROJECT)
    failed = [name for name, command, extra in checks() if not passes(name, command, extra)]
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
