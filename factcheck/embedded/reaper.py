"""A small process that stops the server when its last user is gone, however that went."""

import os
import subprocess
import sys
import time
from pathlib import Path

from factcheck.embedded import locks, postmaster

PULSE = 0.5
PROJECT = Path(__file__).resolve().parents[2]


def watch(folder: Path, linger: float) -> None:
    """Have a reaper of a cluster's folder, which stops it some seconds after its last user."""
    if locks.is_held(folder / "reaper.lock"):
        return
    subprocess.run(
        [sys.executable, "-S", "-m", "factcheck.embedded.reaper", folder, str(linger)],
        env={"PYTHONPATH": str(PROJECT), "PATH": os.environ.get("PATH", os.defpath)},
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )


def main(folder: Path, linger: float) -> None:
    """Watch over a cluster in the background, unless somebody does already."""
    duty = locks.take_at_once(folder / "reaper.lock")
    if duty is None:
        return
    if child := os.fork():
        os.truncate(duty, 0)
        os.write(duty, f"{child}\n".encode())
        return

    try:
        users = _wait_until_deserted(folder / "users.lock", linger)
    except FileNotFoundError:
        return  # the whole folder was deleted
    postmaster.stop(folder / "data")
    os.close(duty)  # before newcomers go on, so that they see that they need a new reaper
    os.close(users)


def _wait_until_deserted(lock: Path, linger: float) -> int:
    """Wait until nobody has come for a while; the lock that keeps newcomers waiting.

    Asking again and again, not waiting in line: some systems would make every newcomer
    queue behind us.
    """
    quiet_since = None
    while True:
        users = locks.take_at_once(lock)
        now = time.monotonic()
        if users is None:
            quiet_since = None
        elif quiet_since is not None and now - quiet_since >= linger:
            return users
        else:
            os.close(users)
            quiet_since = quiet_since or now
        time.sleep(min(PULSE, linger))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
