from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.intake.spotting import model, training
from claims.models import SpottingLabel


class Command(BaseCommand):
    """Learns from labelled sentences which are worth a check."""

    help = "Train the model of suggested claims on a file of JSON lines: text, label (1: worth a check, 0: not)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--out", type=Path, default=model.SHIPPED, help="where to write the model")
        parser.add_argument("--judged", action="store_true", help="learn from what the desk has judged, too")

    def handle(self, *args: Any, file: Path, out: Path, judged: bool, **options: Any) -> None:
        try:
            examples = training.read_examples(file) + (_judged() if judged else [])
            model.save(training.train(examples), out)
        except (training.BadExamples, training.CannotTrain) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Trained on {len(examples):,} sentences: {out}")


def _judged() -> list[training.Example]:
    return [training.Example(*judged) for judged in SpottingLabel.objects.sentences(model.TRAINED_ON).iterator()]
