"""Lighthouse on a phone over a slow network: performance, accessibility, best practice, search engines."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts import reader_pages
from tests import chromium

from . import tools

LEAST = 99
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("home", "claim", "article")
TRIES = 4
RUNS = 3  # on a machine of two cores one run can stumble: the median counts


def faults(address: str) -> list[str]:
    """Every category of a page that scores less than it should, with what cost it points."""
    found = []
    for name in PAGES:
        reports = sorted((_report(address + reader_pages.PAGES[name]) for _run in range(RUNS)), key=_performance)
        report = reports[RUNS // 2]
        scores = {category: round(100 * report["categories"][category]["score"]) for category in CATEGORIES}
        print(f"  {name}: {', '.join(f'{category} {score}' for category, score in scores.items())}", flush=True)
        found += [
            f"{name}: {category} {score}, for {', '.join(_costly(report, category))}"
            for category, score in scores.items()
            if score < LEAST
        ]
    return found


def _performance(report: dict[str, Any]) -> float:
    return report["categories"]["performance"]["score"]


def _report(url: str) -> dict[str, Any]:
    """What Lighthouse tells of a page; a run that its browser spoilt is made again."""
    for _try in range(TRIES):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.json"
            if _run(url, path) == 0 and path.exists():
                return json.loads(path.read_text())
    sys.exit(f"Lighthouse could not look at {url}: see above.")


def _run(url: str, path: Path) -> int:
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = [
        *("node", str(tools.LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={path}"),
        *(f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"),
    ]
    environment = os.environ | {"CHROME_PATH": str(chromium.find())}
    return subprocess.run(command, env=environment, timeout=180, stdout=subprocess.DEVNULL).returncode


def _costly(report: dict[str, Any], category: str) -> list[str]:
    """The audits that cost points, with what was measured."""
    weighed = [part["id"] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    audits = [report["audits"][name] for name in weighed]
    return [f"{a['id']} {a.get('displayValue', '')}" for a in audits if a["score"] is not None and a["score"] < 0.9]
