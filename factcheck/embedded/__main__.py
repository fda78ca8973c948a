"""python -m factcheck.embedded dump|forget FOLDER: save or delete a private database."""

import subprocess
import sys
from pathlib import Path

from factcheck.embedded import postmaster, programs
from factcheck.embedded.cluster import DATABASE, USER, Cluster
from factcheck.embedded.errors import EmbeddedPostgresError


def dump(cluster: Cluster) -> int:
    """Write the whole database to standard output as SQL."""
    if not cluster.data.exists():
        raise EmbeddedPostgresError(f"There is no database in {cluster.folder}.")
    cluster.ensure()
    where = ["-h", str(cluster.sockets), "-p", str(postmaster.PORT), "-U", USER]
    command = [str(programs.folder() / "pg_dump"), "--no-owner", *where, DATABASE]
    return subprocess.run(command).returncode


def forget(cluster: Cluster) -> int:
    """Delete the database and its server, unless anybody uses it."""
    cluster.forget()
    return 0


def main(arguments: list[str]) -> int:
    acts = {"dump": dump, "forget": forget}
    if len(arguments) != 2 or arguments[0] not in acts:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return acts[arguments[0]](Cluster(Path(arguments[1])))
    except EmbeddedPostgresError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
