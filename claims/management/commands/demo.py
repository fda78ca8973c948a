import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.intake.house_texts import publish_sample_pages
from claims.intake.people import DEMO_PEOPLE, make_demo_people
from claims.management.ports import refuse_taken
from claims.models import Claim

HOST = "127.0.0.1"


class Command(BaseCommand):
    """A desk with a real fact-check in it, on this machine."""

    help = "Migrate, load the sample, make people to log in as, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only-load", action="store_true", help="prepare everything, do not serve")

    def handle(self, *args: Any, port: int, only_load: bool, **options: Any) -> None:
        if settings.INSTALLED:
            raise CommandError("DATABASE_URL is set: the demo is for a trial, not for a newsroom's own database.")
        if not only_load:
            refuse_taken(HOST, port, instead=f"make demo PORT={port + 1}")
        self._step("Starting PostgreSQL and bringing its tables up to date")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        people = make_demo_people()
        sample = Path(settings.BASE_DIR) / "sample"
        publish_sample_pages(sample / "house", by=people["admin"])
        if not Claim.objects.exists():
            self._step("Loading the sample article and its 36 claims")
            call_command(
                "load_dossier",
                sample,
                writer="writer",
                editor=people["editor"].username,
                display="full",
            )
        self._welcome(port)
        if not only_load:
            os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # this is a trial on one machine
            with worker_beside():
                call_command("runserver", f"{HOST}:{port}", use_reloader=False, use_threading=True)

    def _step(self, what: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{what} …"))

    def _welcome(self, port: int) -> None:
        site = f"http://{HOST}:{port}"
        lines = [
            "",
            f"  Readers    {site}/",
            f"  Editors    {site}/admin/",
            f"  Programs   {site}/api/v1/",
            "",
            *(f"  Log in as  {p.username:<7} password {p.password}  ({p.group})" for p in DEMO_PEOPLE),
            "",
            "  Stop with Ctrl-C; “make demo” again keeps the data, “make clean-demo” forgets it.",
            "",
        ]
        self.stdout.write("\n".join(lines))


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker that ends with this process: told to when it stops in order, and by itself when it is killed."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit())
    command = [sys.executable, "manage.py", "worker", "--beside", str(os.getpid())]
    with subprocess.Popen(command, cwd=settings.BASE_DIR) as worker:
        try:
            yield
        finally:
            worker.terminate()
