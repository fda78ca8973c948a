"""A model learns from labelled sentences, is kept as a plain file, and is measured."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.intake.spotting import features, measuring, model
from claims.models import SpottingLabel
from tests import make

WORTHY = [f"Crime rose by {n}% in {2000 + n}, said the minister of town {n}." for n in range(1, 41)]
IDLE = [f"Thank you so much, my dear friend number {'x' * (n % 7 + 1)}." for n in range(1, 41)]


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    rows = [{"text": text, "label": 1} for text in WORTHY] + [{"text": text, "label": 0} for text in IDLE]
    file = tmp_path / "sentences.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def told(command: str, *said: object) -> str:
    out = StringIO()
    call_command(command, *map(str, said), stdout=out)
    return out.getvalue()


class TestShipped:
    def test_a_statement_with_figures_outranks_a_thank_you(self) -> None:
        worthy = "Unemployment fell from 8 percent to 4 percent in the last three years."

        assert model.shipped().score(worthy) > 0.9
        assert model.shipped().score("Thank you very much, it is wonderful to be here.") < 0.1

    def test_a_language_whose_words_it_has_not_learnt_is_judged_by_what_can_be_seen(self) -> None:
        with_figures = model.shipped().score("Arbeitslosigkeit sank laut Ministerium um 40 Prozent seit 2015.", "de")

        assert with_figures > model.shipped().score("Vielen Dank!", "de")
        assert with_figures > 0.5

    def test_the_file_is_plain_and_small(self) -> None:
        assert model.SHIPPED.stat().st_size < 200_000
        assert json.loads(model.SHIPPED.read_text())["format"] == model.FORMAT

    @pytest.mark.parametrize("text", ["", "?", "a" * 200_000, "\u200b\u202e", "1 " * 10_000], ids=len)
    def test_any_text_gets_a_score(self, text: str) -> None:
        assert 0 < model.shipped().score(text) < 1


class TestTraining:
    def test_what_was_learnt_and_written_is_read_back_and_tells_apart(self, sentences: Path, tmp_path: Path) -> None:
        told("train_spotting", sentences, "--out", tmp_path / "model.json")

        learnt = model.load(tmp_path / "model.json")
        assert learnt.score("Crime rose by 77% in 2019, said a minister.") > 0.5
        assert learnt.score("Thank you so much, my dear.") < 0.5

    def test_evaluating_tells_the_four_measures(self, sentences: Path, tmp_path: Path) -> None:
        told("train_spotting", sentences, "--out", tmp_path / "model.json")

        said = told("evaluate_spotting", sentences, "--model", tmp_path / "model.json")

        assert "80 sentences, 40 worth a check" in said
        assert "AUC 1.0000" in said
        assert "recall in the top tenth 0.2000" in said

    @pytest.mark.django_db
    def test_it_learns_from_what_the_desk_judged_when_asked(self, sentences: Path, tmp_path: Path) -> None:
        for worthy, language in ((True, "en-GB"), (False, "de")):
            make.spotting_label(version=make.article(text="Dogs bark.", language=language), worthy=worthy)

        assert "Trained on 81 sentences" in told("train_spotting", sentences, "--judged", "--out", tmp_path / "m.json")
        assert SpottingLabel.objects.count() == 2

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "at least 20"),
            ('{"text": "a", "label": 1}\n' * 30, "some with label 0"),
            ('{"text": "a", "label": 2}', "Line 1"),
            ('{"text": " ", "label": 1}', "Line 1"),
            ("[1]", "Line 1"),
            ("[" * 100_000, "Line 1"),
            ('{"text": "a", "label": 1}\n\nnonsense', "Line 3"),
        ],
        ids=["empty", "one label", "other label", "no words", "a list", "deep", "no JSON"],
    )
    def test_what_cannot_be_learnt_from_is_told_by_line_and_writes_nothing(
        self, tmp_path: Path, text: str, reason: str
    ) -> None:
        file = tmp_path / "bad.jsonl"
        file.write_text(text)

        with pytest.raises(CommandError, match=reason):
            told("train_spotting", file, "--out", tmp_path / "model.json")
        assert not (tmp_path / "model.json").exists()


class TestLoad:
    @pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"format": "spotting/2"}', "[" * 100_000], ids=len)
    def test_a_damaged_file_is_refused(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "model.json").write_text(text)

        with pytest.raises(model.BrokenModel):
            model.load(tmp_path / "model.json")

    def test_a_file_with_too_few_words_is_refused(self, tmp_path: Path) -> None:
        stored = json.loads(model.SHIPPED.read_text()) | {"words": "AAAA"}
        (tmp_path / "model.json").write_text(json.dumps(stored))

        with pytest.raises(model.BrokenModel):
            model.load(tmp_path / "model.json")


class TestMeasured:
    def test_a_perfect_order_has_the_best_measures(self) -> None:
        found = measuring.measured([0.9, 0.8, *[0.1] * 18], [True, True, *[False] * 18])

        assert (found.auc, found.average_precision, found.f1, found.recall_in_top_tenth) == (1, 1, 1, 1)

    def test_a_reversed_order_has_the_worst(self) -> None:
        found = measuring.measured([0.1, 0.2, *[0.9] * 18], [True, True, *[False] * 18])

        assert (found.auc, found.f1, found.recall_in_top_tenth) == (0, 0, 0)


class TestFeatures:
    def test_everything_seen_lies_between_nothing_and_one(self) -> None:
        found = features.shown("In 2020, 1, 2, 3, 4, 5 and 6 “Ministers” of Baku Paid $30% more! " * 50)

        assert all(0 <= value <= 1 for value in found.values())

    def test_words_together_have_the_length_one(self) -> None:
        assert sum(value**2 for value in features.words("Crime rose, crime fell").values()) == pytest.approx(1)
