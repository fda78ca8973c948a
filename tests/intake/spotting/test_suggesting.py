"""Which sentences are suggested, why, and who seems to say them."""

import json
from pathlib import Path

import pytest

from claims import desk
from claims.errors import Invalid
from claims.intake.attribution import People, attributed
from claims.intake.spotting import suggestions
from claims.intake.spotting.cues import cues
from claims.models import SpottingLabel
from claims.vocabulary import Cue
from tests import make

SAMPLE = Path(__file__).parents[3] / "sample"
WORTHY = "Unemployment fell from 8 percent to 4 percent in the last three years."
TEXT = f"Thank you all.\n\n{WORTHY}\n\nCrime rose by 30% in 2019, said Ali Veli."


class TestCues:
    @pytest.mark.parametrize(
        ("sentence", "language", "cue"),
        [
            ("It cost 30 euros.", "en", Cue.NUMBER),
            ("Exports doubled.", "en", Cue.COMPARISON),
            ("It failed because of rain.", "en", Cue.CAUSE),
            ("According to the ministry, it failed.", "en", Cue.ATTRIBUTION),
            ("It is the largest dam.", "en", Cue.SUPERLATIVE),
            ("They went to Baku.", "en", Cue.NAME),
            ("I think it failed.", "en", Cue.OPINION),
            ("Did it fail?”", "en", Cue.QUESTION),
            ("It will fail.", "en", Cue.PREDICTION),
            ("Según el ministerio, falló.", "es", Cue.ATTRIBUTION),
            ("Les prix ont augmenté.", "fr", Cue.COMPARISON),
            ("Es scheiterte wegen des Regens.", "de-AT", Cue.CAUSE),
            ("Это крупнейшая плотина.", "ru", Cue.SUPERLATIVE),
            ("Qiymətlər artıb.", "az", Cue.COMPARISON),
            ("وقال الوزير ذلك", "ar", Cue.ATTRIBUTION),
            ("המחיר עלה בגלל הגשם", "he", Cue.CAUSE),
            ("فشل؟", "fa", Cue.QUESTION),
        ],
    )
    def test_a_cue_is_seen_in_its_language(self, sentence: str, language: str, cue: Cue) -> None:
        assert cue in cues(sentence, language)

    @pytest.mark.parametrize("sentence", ["The goodwill of men.", "I am here.", "Trees are green."])
    def test_a_part_of_a_word_or_a_first_word_is_no_cue(self, sentence: str) -> None:
        assert cues(sentence, "en") == []


@pytest.mark.django_db
class TestSuggestions:
    def test_what_is_worth_a_check_is_suggested_in_the_order_of_the_text_with_its_place(self) -> None:
        version = make.article(text=TEXT)

        found = suggestions(version)

        assert [one.text for one in found] == [WORTHY, "Crime rose by 30% in 2019, said Ali Veli."]
        assert all(TEXT[one.start : one.end] == one.text for one in found)
        assert Cue.NUMBER in found[0].cues

    def test_the_speaker_is_the_one_whom_the_sentence_names(self) -> None:
        version, speaker = make.article(text=TEXT), make.speaker(name="Ali Veli")
        make.speaker(name="Crime Fighter")

        assert [(one.named, one.speaker) for one in suggestions(version)] == [("", None), ("Ali Veli", speaker)]

    def test_where_a_claim_is_marked_nothing_is_suggested(self) -> None:
        start = TEXT.index(WORTHY)

        assert WORTHY not in [one.text for one in suggestions(make.article(text=TEXT), taken=[(start + 3, start + 9)])]

    def test_what_was_judged_is_not_suggested_again(self) -> None:
        version, start = make.article(text=TEXT), TEXT.index(WORTHY)

        desk.judge_suggestion(version, by=make.writer(), start=start, end=start + len(WORTHY), worthy=False)

        assert WORTHY not in [one.text for one in suggestions(version)]

    def test_of_the_sample_s_claims_at_least_thirty_are_covered(self) -> None:
        text = (SAMPLE / "article.txt").read_text().strip()
        claims = json.loads((SAMPLE / "dossier.json").read_text())["claims"]
        places = [text.index(claim["prefix"] + claim["quote"]) + len(claim["prefix"]) for claim in claims]
        quotes = [(start, start + len(claim["quote"])) for start, claim in zip(places, claims, strict=True)]

        found = suggestions(make.article(text=text))

        covered = sum(any(one.start < end and start < one.end for one in found) for start, end in quotes)
        assert covered >= 30, f"{covered} of {len(quotes)}"
        assert len(found) < 29, "not simply every sentence"

    def test_of_a_long_text_the_most_likely_are_suggested(self) -> None:
        dull = [f"In the {n}th year the king went to Rome." for n in range(150)]
        version = make.article(text="\n\n".join([*dull, WORTHY]))

        found = suggestions(version)

        assert len(found) == 100
        assert found[-1].text == WORTHY

    def test_queries_do_not_grow_with_the_text(self, django_assert_num_queries: object) -> None:
        version = make.article(text="\n\n".join(f"Crime rose by {n}% in 2019, he said." for n in range(60)))

        with django_assert_num_queries(2):  # type: ignore[operator]
            assert len(suggestions(version)) == 60


@pytest.mark.django_db
class TestAttributed:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("According to Minister Ali Veli, taxes fell.", "Ali Veli"),
            ("Taxes fell, said Ali Veli.", "Ali Veli"),
            ("Ali Veli, the mayor of Baku, said taxes fell.", "Ali Veli"),
            ("Veli also said taxes fell.", "Veli"),
            ("Ali Veli stood. Bob Roe warned of it. He said taxes fell.", "Bob Roe"),
            ("Taxes fell.", ""),
            ("But they said taxes fell.", ""),
        ],
    )
    def test_the_name_is_read_from_the_sentence(self, text: str, name: str) -> None:
        start = text.index("axes fell")

        said = attributed(text, start, start + 4, language="en", people=People.known())

        assert said.name.removeprefix("Minister ") == name

    @pytest.mark.parametrize(
        "text", ["A" * 200_000, "A-" * 100_000, "Aa " * 60_000, "said " * 40_000, "Ab" + " " * 200_000]
    )
    def test_hostile_words_are_read_at_once(self, text: str) -> None:
        assert attributed(text, 0, len(text), language="en", people=People.known()).speaker is None

    def test_a_surname_that_one_speaker_has_names_them(self) -> None:
        cohen = make.speaker(name="Eli Cohen")

        assert attributed("Cohen said so.", 0, 5, language="en", people=People.known()).speaker == cohen

    def test_a_surname_that_two_speakers_have_names_nobody(self) -> None:
        make.speaker(name="Eli Cohen")
        make.speaker(name="Ann Cohen")

        said = attributed("Cohen said so.", 0, 5, language="en", people=People.known())

        assert (said.speaker, said.name) == (None, "Cohen")

    def test_he_is_the_last_speaker_of_the_desk_who_was_named(self) -> None:
        make.speaker(name="Ann Roe")
        veli = make.speaker(name="Ali Veli")
        text = "Ann Roe met Ali Veli. He said taxes fell."

        assert attributed(text, 30, 35, language="en", people=People.known()).speaker == veli


@pytest.mark.django_db
class TestJudgeSuggestion:
    def test_a_later_judgement_replaces_an_earlier_one(self) -> None:
        version = make.article(text=TEXT)

        for worthy in (False, True):
            desk.judge_suggestion(version, by=make.writer(), start=0, end=14, worthy=worthy)

        row = SpottingLabel.objects.get()
        assert (row.text, row.worthy, row.language) == ("Thank you all.", True, "en")

    @pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10_000), (14, 16)])
    def test_a_place_without_words_is_refused(self, start: int, end: int) -> None:
        with pytest.raises(Invalid):
            desk.judge_suggestion(make.article(text=TEXT), by=make.writer(), start=start, end=end, worthy=True)
        assert not SpottingLabel.objects.exists()
