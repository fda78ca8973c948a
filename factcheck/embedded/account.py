"""As whom the server runs: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded.errors import EmbeddedPostgresError

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
TIMEOUT = 120.0


@dataclass(frozen=True)
class Account:
    """A way to run PostgreSQL's programs: as ourselves, in a namespace, or as somebody else."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path, folder: Path) -> tuple[int, str]:
        """Run a command in a folder; its exit code and all it printed."""
        with tempfile.TemporaryFile() as output:  # a pipe would stay open in the server: hang
            done = subprocess.run(
                [*self.prefix, *map(str, command)],
                cwd=folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=TIMEOUT,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )
            output.seek(0)
            return done.returncode, output.read().decode(errors="replace").strip()

    def can_use(self, *paths: Path) -> bool:
        """Whether this account can enter these folders and run these programs."""
        try:
            return all(self.run("test", "-x", path, folder=Path("/"))[0] == 0 for path in paths)
        except (OSError, subprocess.SubprocessError):
            return False

    def give(self, path: Path) -> None:
        """Make a path that we created this account's own."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid or -1)


def choose(folder: Path, programs: Path) -> Account:
    """The account that runs the server of a folder."""
    if os.geteuid() != 0:
        return Account()
    for account in _candidates(folder):
        if account.can_use(folder, programs / "postgres"):
            return account
    raise EmbeddedPostgresError(
        f"PostgreSQL refuses to run as root, and no other account can use both {folder} and "
        f"{programs}: run this as an ordinary user, move the project to a folder that every "
        "account may enter (such as /srv/factcheck), or set DATABASE_URL."
    )


def _candidates(folder: Path) -> Iterator[Account]:
    """Whom root may become: the folder's owner, itself in a user namespace, then nobody."""
    data = folder / "data"
    owner = (data if data.exists() else folder).stat().st_uid
    if owner != 0:
        yield from _dropped(owner)
        return  # the files are somebody's already: anybody else would be refused
    if shutil.which("unshare") and _exists(NOBODY):
        yield Account(prefix=NAMESPACE)  # its files stay root's
    if not data.exists():
        for name in ("postgres", "_postgres", "nobody"):
            yield from _dropped(name)


def _dropped(who: int | str) -> Iterator[Account]:
    try:
        entry = pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
    except KeyError:
        return
    yield Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _exists(uid: int) -> bool:
    return any(_dropped(uid))


def _environment() -> dict[str, str]:
    """Our environment without anybody's PGDATA, PGPORT or language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "LANG": "C"}
