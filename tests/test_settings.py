"""Settings that cannot be meant stop the start with a sentence; production settings are safe."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCTION = {
    "DATABASE_URL": "postgres://desk:secret@db.example/desk",
    "SECRET_KEY": "k3!" + "aB9-xYz_7" * 7,
    "ALLOWED_HOSTS": "facts.example.org",
}


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One management command with nothing but these settings."""
    kept = {key: os.environ[key] for key in ("PATH", "DATA_DIR") if key in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


class TestProduction:
    def test_it_passes_the_check_for_deployment_without_a_word(self) -> None:
        done = manage("check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)

        assert (done.returncode, done.stderr) == (0, "")
        assert "no issues" in done.stdout

    def test_it_does_not_start_without_a_secret(self) -> None:
        done = manage("check", **PRODUCTION | {"SECRET_KEY": ""})

        assert done.returncode != 0
        assert "SECRET_KEY must be set to at least 50 random characters" in done.stderr

    def test_it_does_not_start_without_its_host_names(self) -> None:
        done = manage("check", **PRODUCTION | {"ALLOWED_HOSTS": ""})

        assert done.returncode != 0
        assert "ALLOWED_HOSTS must name the host names" in done.stderr

    def test_it_does_not_start_with_half_a_provider(self) -> None:
        done = manage("check", **PRODUCTION, OIDC_NAME="Example", OIDC_ISSUER="https://login.example.org")

        assert done.returncode != 0
        assert "needs all of OIDC_NAME, OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET" in done.stderr

    def test_it_reads_a_secret_from_a_file(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text(PRODUCTION["SECRET_KEY"])
        environment = {key: value for key, value in PRODUCTION.items() if key != "SECRET_KEY"}

        assert manage("check", **environment, SECRET_KEY_FILE=str(secret)).returncode == 0
