"""`make audit`: start a demo, ask every kind of page, and fail when one falls short."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts import reader_pages
from scripts.trial import demo, run_in

from . import barriers, description, markup, speed, tools, weight

Faults = list[str]
CHECKS: dict[str, Callable[[str], Faults]] = {
    "weight of a first visit": weight.faults,
    "Lighthouse": speed.faults,
    "description of the API": description.faults,
    "Nu checker": markup.faults,
    "axe": barriers.faults,
}


def main() -> int:
    """Run every check, whichever fails."""
    if lacking := tools.install():
        print(lacking, file=sys.stderr)
        return 1
    failed = False
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as address:
        run_in(Path(folder), reader_pages.SCENE)
        for name, check in CHECKS.items():
            found = check(address)
            failed = failed or bool(found)
            print(f"{name}: {'FAILED' if found else 'ok'}", flush=True)
            for fault in found:
                print(f"  {fault}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
