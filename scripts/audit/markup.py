"""What the Nu checker (validator.w3.org/nu) finds wrong with the HTML of each kind of page, and with the styles."""

import json
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from scripts import reader_pages

from . import tools


def faults(address: str) -> list[str]:
    """Every error, with the page and the line."""
    with tempfile.TemporaryDirectory() as folder:
        pages, files = {}, []
        for name, path in reader_pages.in_languages(address):
            file = Path(folder) / f"{name.replace('/', '-')}.html"
            file.write_bytes(source(address + path))
            pages[file.name] = name
            files.append(str(file))
        command = ["java", "-jar", str(tools.NU), "--format", "json", "--exit-zero-always", *files]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    found = [message for message in json.loads(told)["messages"] if message["type"] == "error"]
    return [f"{pages[Path(m['url']).name]}, line {m.get('lastLine', '?')}: {m['message']}" for m in found]


def source(url: str) -> bytes:
    """The page as it is sent, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 (our own, just started)
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()
