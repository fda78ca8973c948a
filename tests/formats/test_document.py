"""The public document says everything that readers may see, and nothing else."""

import pytest

from claims import desk
from claims.figures import Figure
from claims.models import Capture, Review
from claims.vocabulary import SourceKind
from tests import make

pytestmark = pytest.mark.django_db


class TestDocument:
    def test_it_gives_the_place_of_each_quote(self) -> None:
        version = make.article(text="She said: “Crime has tripled” again.")

        face = make.review(version=version, quote="Crime has tripled").face

        (appearance,) = face["appearances"]
        assert appearance["quote"] == {
            "exact": "Crime has tripled",
            "prefix": "She said: “",
            "suffix": "” again.",
        }
        assert appearance["position"] == {"start": 11, "end": 28}
        assert appearance["article"]["version"] == {"number": 1, "sha256": version.sha256}

    def test_it_keeps_the_role_as_it_was_then(self) -> None:
        speaker = make.speaker(role="Pensioner")

        face = make.review(speaker=speaker, role="Minister of the Interior").face

        assert face["appearances"][0]["role"] == "Minister of the Interior"
        assert "Pensioner" not in str(face)

    def test_it_counts_a_ratings_place_from_the_least_true(self) -> None:
        verdict = make.review(rating="mostly-false").face["verdict"]

        assert (verdict["rating"]["position"], verdict["rating"]["value"]) == (2, 2)

    def test_a_rating_beside_the_scale_has_no_place(self) -> None:
        assert make.review(rating="unverifiable").face["verdict"]["rating"]["position"] is None

    def test_it_links_each_citation_to_its_evidence(self) -> None:
        html = make.review(rationale="The statistics say otherwise [1].").face["verdict"]["rationale"]["html"]

        assert 'href="#evidence-1"' in html

    def test_it_carries_no_markup_of_the_writers_own(self) -> None:
        html = make.review(rationale="<script>alert(1)</script> [1]").face["verdict"]["rationale"]["html"]

        assert "<script" not in html

    def test_it_gives_the_claimed_and_the_found_number(self) -> None:
        claim = make.claim_in_review()
        claim.figure = Figure.from_json({"value": 30, "unit": "%"})
        claim.save()
        piece = claim.evidence.get()
        piece.figure = Figure.from_json({"low": 18, "high": 19.5, "unit": "%", "as_of": "2023"})
        piece.save()

        face = desk.publish(claim, by=make.editor()).document

        assert face["claim"]["quantity"]["value"] == 30
        assert (face["evidence"][0]["figure"]["low"], face["evidence"][0]["figure"]["high"]) == (
            18,
            19.5,
        )

    def test_it_lists_the_captures_of_a_source(self) -> None:
        source = make.source(kind=SourceKind.RESEARCH)
        Capture.objects.create(source=source, url="https://archive.example/1", captured_at="2026-01-01T00:00Z")

        face = make.review(source=source).face

        assert face["evidence"][0]["source"]["captures"] == [
            {
                "url": "https://archive.example/1",
                "captured_at": "2026-01-01T00:00:00.000Z",
                "sha256": "",
            }
        ]

    def test_its_history_grows_with_each_publication(self) -> None:
        claim = make.published(summary="One.")
        for summary in ("Two.", "Three."):
            make.propose(claim, by=make.writer(), summary=summary)
            desk.update(claim, by=make.editor(), note=f"Now {summary}")

        face = Review.objects.get(claim=claim).face

        assert [entry["summary"] for entry in face["history"]] == ["One.", "Two."]
        assert [entry["note"] for entry in face["history"]] == ["", "Now Two."]


class TestCard:
    def test_it_counts_corrections_and_not_updates(self) -> None:
        claim = make.published(summary="One.")
        make.propose(claim, by=make.writer(), summary="Two.")
        desk.update(claim, by=make.editor(), note="New figures.")
        make.propose(claim, by=make.writer(), summary="Three.")
        desk.correct(claim, by=make.editor(), note="A wrong digit.")

        assert Review.objects.get(claim=claim).summary_card["corrections"] == 1

    def test_it_names_each_speaker_once(self) -> None:
        speaker = make.speaker(name="Ada", slug="ada")
        claim = make.claim_in_review(speaker=speaker)
        make.appearance(claim, speaker=speaker)

        card = Review.objects.get(claim=desk.publish(claim, by=make.editor()).claim).summary_card

        assert card["speakers"] == [{"slug": "ada", "name": "Ada"}]
