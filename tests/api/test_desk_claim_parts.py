"""Where a claim was made and what is held for and against it, written by programs row by row."""

from typing import Any

import pytest

from claims import desk
from claims.models import Claim, Recusal
from tests import make

from .writing import Program, at, fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Program:
    return Program(make.writer())


class TestAppearances:
    def add(self, program: Program, claim: Claim, **said: Any) -> Any:
        return program.post(at(claim, "appearances/"), said, seen=at(claim))

    def test_one_more_comes_last_and_makes_another_version(self, writer: Program) -> None:
        claim, text = make.claim(), make.article()
        make.appearance(claim)

        answer = self.add(writer, claim, article=text.article.slug, exact="Taxes fell.", hedge="probably")

        held = answer.json()
        assert answer.status_code == 201, answer.content
        assert [each["quote"]["exact"] for each in held["appearances"]] == ["Crime has tripled", "Taxes fell."]
        assert held["version"] == claim.version + 1

    def test_the_text_is_named_by_number_or_digest(self, writer: Program) -> None:
        old = make.article(text="Crime fell.")
        new = desk.add_text(old.article, by=writer.person, text="Crime rose. Crime fell.")
        claims = [make.claim() for _ in range(3)]
        named: list[dict[str, Any]] = [{}, {"version": 1}, {"sha256": old.sha256}]

        answers = [
            self.add(writer, claim, article=old.article.slug, exact="Crime fell.", **name).json()
            for claim, name in zip(claims, named, strict=True)
        ]

        digests = [held["appearances"][0]["article"]["version"]["sha256"] for held in answers]
        assert digests == [new.sha256, old.sha256, old.sha256]

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"exact": "Crime fell"}, "exact"),
            ({"exact": "e"}, "exact"),
            ({}, "exact"),
            ({"exact": " "}, "exact"),
            ({"start": 5}, "exact"),
            ({"start": 5, "end": 5}, "start"),
            ({"start": 0, "end": 9999}, "start"),
            ({"exact": "Crime", "start": 3}, "start"),
            ({"exact": "Crime", "end": 3}, "end"),
            ({"exact": "Crime", "version": 9}, "version"),
            ({"exact": "Crime", "sha256": "0" * 64}, "sha256"),
            ({"exact": "Crime", "said_on": "yesterday"}, "said_on"),
            ({"exact": "Crime", "role": "Minister"}, ""),
            ({"exact": "Crime", "article": "nowhere"}, "article"),
        ],
    )
    def test_a_place_that_is_none_is_refused(self, writer: Program, said: Any, field: str) -> None:
        claim = make.claim()

        answer = self.add(writer, claim, **{"article": make.article().article.slug} | said)

        assert fields(answer) == ({field} if field else set())
        assert not claim.appearances.exists()

    def test_a_place_alone_says_the_words(self, writer: Program) -> None:
        held = self.add(writer, make.claim(), article=make.article().article.slug, start=0, end=5).json()

        assert held["appearances"][0]["quote"]["exact"] == "Crime"

    def test_what_stands_twice_is_told_apart(self, writer: Program) -> None:
        article = make.article(text="It rose. It fell. It rose.").article.slug

        by_words = self.add(writer, make.claim(), article=article, exact="It rose.", prefix="fell. ").json()
        by_place = self.add(writer, make.claim(), article=article, exact="It rose.", start=18).json()

        assert [held["appearances"][0]["position"]["start"] for held in (by_words, by_place)] == [18, 18]

    def test_a_passage_is_listed_once(self, writer: Program) -> None:
        claim, text = make.claim(), make.article()
        make.appearance(claim, version=text)

        answer = self.add(writer, claim, article=text.article.slug, exact="Crime has tripled")

        assert answer.status_code == 400
        assert "already listed" in answer.json()["detail"]

    def test_it_is_rewritten_at_its_place(self, writer: Program) -> None:
        claim, speaker = make.claim(), make.speaker()
        make.appearance(claim, position=1)
        make.appearance(claim, position=2, quote="Taxes fell.")
        place = at(claim, "appearances/2/")

        first = writer.patch(place, {"speaker": speaker.slug, "said_on": "2023-03"}, seen=at(claim)).json()
        other = writer.patch(place, {"exact": "she said"}, seen=at(claim)).json()
        nobody = writer.patch(place, {"speaker": None}, seen=at(claim)).json()

        assert first["appearances"][1]["speaker"]["slug"] == speaker.slug
        assert first["appearances"][1]["quote"]["exact"] == "Taxes fell."
        assert other["appearances"][1]["quote"]["exact"] == "she said"
        assert other["appearances"][1]["said_on"] == "2023-03"
        assert nobody["appearances"][1]["speaker"] is None
        assert nobody["version"] == claim.version + 3

    def test_it_moves_to_a_newer_text(self, writer: Program) -> None:
        claim, text = make.claim(), make.article(text="Crime has tripled.")
        make.appearance(claim, version=text)
        desk.add_text(text.article, by=writer.person, text="She said: Crime has tripled.")

        held = writer.patch(at(claim, "appearances/1/"), {"version": 2}, seen=at(claim)).json()

        assert held["appearances"][0]["position"] == {"start": 10, "end": 27}

    def test_it_is_removed(self, writer: Program) -> None:
        claim = make.claim()
        make.appearance(claim)

        answer = writer.delete(at(claim, "appearances/1/"), seen=at(claim))

        assert answer.status_code == 200
        assert answer.json()["appearances"] == []
        assert answer.json()["version"] == claim.version + 1

    @pytest.mark.parametrize("rest", ["appearances/1/", "appearances/0/", "evidence/1/", "evidence/99999999999/"])
    def test_what_is_not_there_is_not_found(self, writer: Program, rest: str) -> None:
        claim = make.claim()

        assert writer.patch(at(claim, rest), {}, seen=at(claim)).status_code == 404
        assert writer.delete(at(claim, rest), seen=at(claim)).status_code == 404

    @pytest.mark.parametrize("rest", ["appearances/", "evidence/"])
    def test_each_names_the_version_that_was_seen(self, writer: Program, rest: str) -> None:
        claim = make.claim()
        body = {"article": make.article().article.slug, "exact": "Crime"} if "app" in rest else None
        body = body or {"source": make.source().public_id, "finding": "It fell."}

        assert writer.post(at(claim, rest), body).status_code == 428
        assert writer.post(at(claim, rest), body, if_match='"v9"').status_code == 412

    def test_nobody_adds_a_speaker_whom_they_keep_out_of(self, writer: Program) -> None:
        claim, speaker = make.claim(), make.speaker()
        Recusal.objects.create(person=writer.person, speaker=speaker, reason="A cousin.")

        answer = self.add(writer, claim, article=make.article().article.slug, exact="Crime", speaker=speaker.slug)

        assert answer.status_code == 403
        assert not claim.appearances.exists()


class TestEvidence:
    def test_the_desk_numbers_it_and_no_number_comes_again(self, writer: Program) -> None:
        claim = make.claim()
        body = {"source": make.source().public_id, "finding": "It fell."}
        writer.post(at(claim, "evidence/"), body, seen=at(claim))
        writer.post(at(claim, "evidence/"), body, seen=at(claim))

        writer.delete(at(claim, "evidence/2/"), seen=at(claim))
        held = writer.post(at(claim, "evidence/"), body | {"position": 0}, seen=at(claim)).json()

        assert [piece["number"] for piece in held["evidence"]] == [3, 1]

    def test_it_is_rewritten_by_its_number(self, writer: Program) -> None:
        claim = make.claim_in_review()
        other = make.source()

        answer = writer.patch(
            at(claim, "evidence/1/"),
            {"source": other.public_id, "stance": "refutes", "figure": {"value": 12.5, "unit": "%"}, "primary": True},
            seen=at(claim),
        )

        (piece,) = answer.json()["evidence"]
        assert answer.status_code == 200
        assert (piece["source"]["id"], piece["stance"], piece["primary"]) == (other.public_id, "refutes", True)
        assert piece["figure"] == {"value": 12.5, "unit": "%"}
        assert piece["finding"] == "It fell by a tenth."
        assert answer.json()["version"] == claim.version + 1

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"finding": ""}, "finding"),
            ({"finding": "x" * 2001}, "finding"),
            ({"number": 7}, "number"),
            ({"stance": "against"}, "stance"),
            ({"source": "zzzz"}, "source"),
            ({"primary": "perhaps"}, "primary"),
            ({"position": -1}, "position"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_field(self, writer: Program, said: Any, field: str) -> None:
        claim = make.claim()
        body = {"source": make.source().public_id, "finding": "It fell."} | said

        assert field in fields(writer.post(at(claim, "evidence/"), body, seen=at(claim)))
