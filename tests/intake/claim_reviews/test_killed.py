"""An import is killed half-way and begun again."""

import json
import subprocess
import sys
from pathlib import Path

from claims.models import OtherReview, ReviewImport
from tests.jobs.processes import PROJECT, until
from tests.own_database import OwnDatabase

ITEMS = 8_000


def test_it_ends_as_if_nothing_had_happened(own_database: OwnDatabase, tmp_path: Path) -> None:
    path = tmp_path / "all.ndjson"
    said = {"@type": "ClaimReview", "claimReviewed": "It tripled."}
    path.write_text("\n".join(json.dumps(said | {"url": f"https://other.example/{n}"}) for n in range(ITEMS)))
    command = [sys.executable, "manage.py", "import_claimreviews", str(path)]

    with subprocess.Popen(command, cwd=PROJECT, env=own_database.environment) as process:
        until(lambda: ReviewImport.objects.filter(done__gt=0).exists(), of=process)
        process.kill()
    done = ReviewImport.objects.get().done
    subprocess.run(command, cwd=PROJECT, env=own_database.environment, check=True)

    assert 0 < done < ITEMS
    ended = ReviewImport.objects.get()
    assert (ended.done, ended.new, ended.same, ended.finished_at is None) == (ITEMS, ITEMS, 0, False)
    assert OtherReview.objects.values("external_id").distinct().count() == OtherReview.objects.count() == ITEMS
