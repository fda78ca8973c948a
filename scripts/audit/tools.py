"""The tools that no Python package brings: Node, Java, a browser, Lighthouse, the Nu checker and Spectral."""

import os
import shutil
import subprocess
from pathlib import Path

from tests import chromium

HERE = Path(__file__).resolve().parent
THERE = HERE.parents[1] / ".audit"  # where they are installed
MODULES = THERE / "node_modules"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
SPECTRAL = MODULES / "@stoplight" / "spectral-cli" / "dist" / "index.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
PACKAGES = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}


def install() -> str:
    """Have all of them; returns a sentence on what is missing and cannot be installed here."""
    wanted = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
    if chromium.find() is None:
        wanted.append("chromium")
    if wanted and not by_apt(wanted):
        return f"make audit needs these, and could not install them: {', '.join(wanted)}."
    if not all(tool.exists() for tool in (LIGHTHOUSE, NU, SPECTRAL)):
        print("Installing Lighthouse, the Nu checker and Spectral.", flush=True)
        THERE.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, THERE)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(command, cwd=THERE).returncode:
            return "Lighthouse, the Nu checker and Spectral could not be installed: see above."
    return ""


def by_apt(packages: list[str]) -> bool:
    """Install Debian's packages where we may; returns whether they are there."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages])
    return all(
        subprocess.run(["apt-get", *step], env=quietly, stdout=subprocess.DEVNULL).returncode == 0 for step in steps
    )
