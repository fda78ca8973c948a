"""Whether the API's description keeps the rules of `openapi-rules.yaml` (Spectral)."""

import json
import subprocess
import tempfile
from pathlib import Path
from urllib.request import urlopen

from . import tools

RULES = Path(__file__).with_name("openapi-rules.yaml")


def faults(address: str) -> list[str]:
    """Each breach of a rule, a warning too, with where it is."""
    with tempfile.NamedTemporaryFile(suffix=".json") as description:
        with urlopen(f"{address}/api/v1/schema/") as served:  # noqa: S310 (of the demo)
            description.write(served.read())
        description.flush()
        command: list[str | Path] = [
            "node",
            tools.SPECTRAL,
            "lint",
            description.name,
            "--ruleset",
            RULES,
            "--format",
            "json",
            "--quiet",
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tools.THERE)
    if not done.stdout.lstrip().startswith("["):
        return [f"Spectral did not answer: {done.stderr or done.stdout}"]
    return [f"{'.'.join(map(str, one['path']))}: {one['message']} ({one['code']})" for one in json.loads(done.stdout)]
