"""How well scores tell sentences worth a check from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from .training import CannotTrain

CUT = 0.5


@dataclass(frozen=True)
class Measured:
    """The usual measures of ranking and of a yes or no at CUT."""

    sentences: int
    worthy: int
    auc: float
    average_precision: float
    f1: float
    recall_in_top_tenth: float


def measured(scores: Sequence[float], worthy: Sequence[bool]) -> Measured:
    """Compare scores with labels. Raises CannotTrain where scikit-learn is missing."""
    try:
        from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
    except ImportError as error:
        raise CannotTrain("Measuring needs scikit-learn: install requirements-extra.txt.") from error
    return Measured(
        sentences=len(scores),
        worthy=sum(worthy),
        auc=float(roc_auc_score(worthy, scores)),
        average_precision=float(average_precision_score(worthy, scores)),
        f1=float(f1_score(worthy, [score >= CUT for score in scores])),
        recall_in_top_tenth=_recall_in_top_tenth(scores, worthy),
    )


def _recall_in_top_tenth(scores: Sequence[float], worthy: Sequence[bool]) -> float:
    ranked = sorted(zip(scores, worthy, strict=True), key=lambda pair: -pair[0])
    top = ranked[: max(1, len(ranked) // 10)]
    return sum(label for _score, label in top) / sum(worthy)
