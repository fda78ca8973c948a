"""Learning the weights from labelled sentences. scikit-learn is needed here and for measuring, nowhere else."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import features
from .model import Model, Weights

STRENGTH = 6.0  # of scikit-learn's C: less holds the weights smaller
FEWEST = 20


class BadExamples(Exception):
    """A file that cannot be learnt from, and why."""


class CannotTrain(Exception):
    """scikit-learn is not installed."""


@dataclass(frozen=True)
class Example:
    """A sentence and whether somebody found it worth a check."""

    text: str
    worthy: bool


def read_examples(path: Path) -> list[Example]:
    """The examples of a file of JSON lines with text and label (1 or 0). Raises BadExamples."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadExamples(f"{path} cannot be read as text.") from error
    examples = [_example(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if len(examples) < FEWEST or len({example.worthy for example in examples}) < 2:
        raise BadExamples(f"{path}: at least {FEWEST} sentences are needed, some with label 1 and some with label 0.")
    return examples


def _example(line: str, number: int) -> Example:
    try:
        row = json.loads(line)
        if row["label"] not in (0, 1) or not isinstance(row["text"], str) or not row["text"].strip():
            raise ValueError
        return Example(row["text"], bool(row["label"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadExamples(f"Line {number} is no JSON object with a text and a label of 1 or 0.") from error


def train(examples: Sequence[Example]) -> Model:
    """Learn a model. Raises CannotTrain."""
    worthy = [example.worthy for example in examples]
    names = sorted(features.shown(""))
    rows = [
        features.words(example.text) | _numbered(features.shown(example.text), names, features.BUCKETS)
        for example in examples
    ]
    base, weights = _fitted(rows, worthy, features.BUCKETS + len(names))
    step = max(map(abs, weights[: features.BUCKETS])) / 127 or 1.0
    words = array("b", (round(weight / step) for weight in weights[: features.BUCKETS]))
    learnt = Weights(base, _rounded(names, weights[features.BUCKETS :]))
    free = sorted(features.language_free("", "en"))
    base, weights = _fitted(
        [_numbered(features.language_free(example.text, "en"), free, 0) for example in examples], worthy, len(free)
    )
    return Model(step, words, learnt, Weights(base, _rounded(free, weights)))


def _numbered(found: dict[str, float], names: list[str], first: int) -> dict[int, float]:
    return {first + names.index(name): value for name, value in found.items() if value}


def _rounded(names: list[str], weights: Iterable[float]) -> dict[str, float]:
    return {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}


def _fitted(rows: list[dict[int, float]], worthy: list[bool], width: int) -> tuple[float, list[float]]:
    """The intercept and the weights of a balanced logistic regression."""
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise CannotTrain("Training needs scikit-learn: install requirements-extra.txt.") from error
    ends, places, values = [0], list[int](), list[float]()
    for row in rows:
        places.extend(row.keys())
        values.extend(row.values())
        ends.append(len(places))
    seen: Any = csr_matrix((values, places, ends), shape=(len(rows), width))
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced", random_state=0).fit(
        seen, worthy
    )
    return float(fitted.intercept_[0]), [float(weight) for weight in fitted.coef_[0]]
