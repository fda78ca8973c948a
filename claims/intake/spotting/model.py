"""The trained model: weights in a plain JSON file, read once and never executed."""

import base64
import binascii
import json
import math
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from . import features

SHIPPED = Path(__file__).with_name("model.json")
FORMAT = "spotting/1"
TRAINED_ON = "en"  # other languages are judged without their words


class BrokenModel(Exception):
    """A file that is no model of this format."""


@dataclass(frozen=True)
class Weights:
    """What each thing seen in a sentence adds to the log-odds that it is worth a check."""

    base: float
    shown: dict[str, float]

    def sum(self, found: dict[str, float]) -> float:
        return self.base + sum(self.shown.get(name, 0.0) * value for name, value in found.items())


@dataclass(frozen=True)
class Model:
    """Weights of words (in steps of `step`) and of what is shown; a second set for languages it has not learnt."""

    step: float
    words: "array[int]"
    learnt: Weights
    language_free: Weights

    def score(self, sentence: str, language: str = TRAINED_ON) -> float:
        """How likely a sentence is worth a check, from 0 to 1."""
        if language.casefold().partition("-")[0] != TRAINED_ON:
            return _likely(self.language_free.sum(features.language_free(sentence, language)))
        said = sum(self.words[bucket] * value for bucket, value in features.words(sentence).items())
        return _likely(self.learnt.sum(features.shown(sentence, language)) + said * self.step)


def _likely(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


@cache
def shipped() -> Model:
    """The model that the desk uses."""
    return load(SHIPPED)


def load(path: Path) -> Model:
    """Read a model. Raises BrokenModel."""
    try:
        stored = json.loads(path.read_bytes())
        if stored["format"] != FORMAT:
            raise ValueError(stored["format"])
        words = array("b", base64.b64decode(stored["words"], validate=True))
        if len(words) != features.BUCKETS:
            raise ValueError(len(words))
        return Model(float(stored["step"]), words, _weights(stored["learnt"]), _weights(stored["language_free"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise BrokenModel(f"{path} is not a model of suggested claims.") from error


def _weights(stored: dict[str, Any]) -> Weights:
    return Weights(float(stored["base"]), {str(name): float(weight) for name, weight in stored["shown"].items()})


def save(model: Model, path: Path) -> None:
    """Write a model as a small plain file."""
    stored = {
        "format": FORMAT,
        "step": model.step,
        "learnt": {"base": model.learnt.base, "shown": model.learnt.shown},
        "language_free": {"base": model.language_free.base, "shown": model.language_free.shown},
        "words": base64.b64encode(model.words.tobytes()).decode(),
    }
    path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n")
