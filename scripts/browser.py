"""Have a browser for the browser tests: install Debian's where we may, else say what will be left out."""

import os
import shutil
import subprocess
import sys

from tests import chromium


def install() -> None:
    """Install Debian's Chromium as root with apt; without both, or if it fails, do nothing."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing Debian's chromium for the browser tests.", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", *step], env=quietly, stdout=subprocess.DEVNULL).returncode:
            return


def main() -> int:
    """Find or install a browser; fail without one only when it is required."""
    if chromium.find() is None and "CHROMIUM" not in os.environ:
        install()
    if chromium.find() is not None:
        return 0
    if chromium.is_required():
        print(f"REQUIRE_BROWSER is set, and {chromium.MISSING}.", file=sys.stderr)
        return 1
    print(f"The browser tests (tests/browser) are left out, because {chromium.MISSING}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
