from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.intake.spotting import measuring, model, training


class Command(BaseCommand):
    """Measures how well the model finds what is worth a check."""

    help = "Measure the model of suggested claims on a file of JSON lines: text, label (1: worth a check, 0: not)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--model", type=Path, default=model.SHIPPED, help="another model than the shipped one")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            examples, spotting = training.read_examples(file), model.load(options["model"])
            scores = [spotting.score(example.text) for example in examples]
            found = measuring.measured(scores, [example.worthy for example in examples])
        except (training.BadExamples, training.CannotTrain, model.BrokenModel) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{found.sentences:,} sentences, {found.worthy:,} worth a check\n"
            f"AUC {found.auc:.4f}\n"
            f"average precision {found.average_precision:.4f}\n"
            f"F1 at {measuring.CUT} {found.f1:.4f}\n"
            f"recall in the top tenth {found.recall_in_top_tenth:.4f}"
        )
