"""Loading a dossier: whole or not at all, each claim once, each fault on a line of its own."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import desk
from claims.intake import dossier
from claims.intake.loading import load, tones_for
from claims.intake.translations import load_translations
from claims.models import Article, Claim, Publication, Review, Source, Subject, User
from claims.text import cited_numbers
from claims.vocabulary import Tone, TopicKind
from tests import make

SAMPLE = Path(__file__).parents[2] / "sample"
Json = dict[str, Any]


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[Callable[[Json], Any]], Path]:
    """The sample with one thing changed."""

    def change(spoil: Callable[[Json], Any]) -> Path:
        folder = tmp_path / "dossier"
        shutil.copytree(SAMPLE, folder)
        content = json.loads((folder / "dossier.json").read_text())
        spoil(content)
        (folder / "dossier.json").write_text(json.dumps(content))
        return folder

    return change


def rating_of(content: Json, slug: str) -> Json:
    return next(rating for rating in content["rating_scale"] if rating["slug"] == slug)


def claim_of(content: Json, name: str) -> Json:
    return next(claim for claim in content["claims"] if claim["id"] == name)


@pytest.mark.django_db
class TestLoad:
    def test_it_publishes_the_sample_through_the_desk(self) -> None:
        done = load(dossier.read(SAMPLE), writer=make.writer(), editor=make.editor())

        assert done == {"claims loaded": 36, "claims published": 36}
        assert (Publication.objects.count(), Review.objects.public().count()) == (36, 36)
        assert Source.objects.count() == 107
        oil = Review.objects.get(statement__contains="30%").face
        assert oil["claim"]["quantity"]["value"] == 30
        assert "[1]" in oil["verdict"]["rationale"]["markdown"].partition(";")[0]
        assert oil["evidence"][0]["source"]["publisher"] == "The Times of Israel"

    def test_it_knows_a_place_from_a_theme(self) -> None:
        load(dossier.read(SAMPLE), writer=make.writer(), editor=make.editor())

        places = Subject.objects.public().topics_of_kind(TopicKind.PLACE)
        assert [place.name for place in places] == ["Iran", "Middle East"]

    def test_it_brings_what_a_picture_was_found_to_be(self, broken: Any) -> None:
        def spoil(content: Json) -> None:
            content["article"]["medium"] = "image"
            claim_of(content, "c01")["verdict"]["authenticity"] = "staged"

        load(dossier.read(broken(spoil)), writer=make.writer(), editor=make.editor())

        first, second = (review.face for review in Review.objects.order_by("number")[:2])
        assert {face["appearances"][0]["article"]["medium"] for face in (first, second)} == {"image"}
        assert first["verdict"]["authenticity"] == "staged"
        assert "authenticity" not in second["verdict"]

    def test_it_comes_once(self) -> None:
        people = {"writer": make.writer(), "editor": make.editor()}
        load(dossier.read(SAMPLE), **people)

        done = load(dossier.read(SAMPLE), **people)

        assert done == {"claims that were here already": 36}
        assert (Claim.objects.count(), Article.objects.count(), Source.objects.count()) == (
            36,
            1,
            107,
        )

    def test_without_an_editor_the_claims_wait_in_review(self) -> None:
        load(dossier.read(SAMPLE), writer=make.writer())

        assert set(Claim.objects.values_list("status", flat=True)) == {"review"}

    def test_it_loads_nothing_when_one_claim_cannot_be_published(self) -> None:
        alone = make.editor()

        with pytest.raises(Exception, match="cannot also approve"):
            load(dossier.read(SAMPLE), writer=alone, editor=alone)

        assert not Claim.objects.exists()
        assert not Article.objects.exists()

    def test_the_command_says_what_it_did(self, capsys: Any) -> None:
        make.writer(username="writer")

        call_command("load_dossier", SAMPLE)

        assert "36 claims loaded" in capsys.readouterr().out

    def test_the_command_needs_its_people(self) -> None:
        with pytest.raises(CommandError, match="There is no person “nobody”"):
            call_command("load_dossier", SAMPLE, writer="nobody")

    def test_the_command_tells_every_fault_and_loads_nothing(self, broken: Any, capsys: Any) -> None:
        make.writer(username="writer")

        def spoil(content: Json) -> None:
            claim_of(content, "c01")["quote"] = "Embassy Opening in Haifa"
            claim_of(content, "c02")["speaker"] = "nobody"

        with pytest.raises(CommandError, match="2 to mend"):
            call_command("load_dossier", broken(spoil))

        lines = capsys.readouterr().err.splitlines()
        assert [line.partition(":")[0] for line in lines] == ["claim c01", "claim c02"]
        assert not User.objects.get().verdicts.exists()


COPY = {"url": "https://archive.example/1", "captured_at": "2026-01-01T00:00:00Z"}
FAULTS: list[tuple[str, Callable[[Json], Any]]] = [
    (
        "rating_scale: a rating with a value has a tone between true and false",
        lambda d: d["rating_scale"][0].update(tone="quote"),
    ),
    (
        "rating_scale: its tones run against its values",
        lambda d: [d["rating_scale"][place].update(tone=tone) for place, tone in enumerate(["false", "true"])],
    ),
    ("source s001: captures: ", lambda d: d["sources"][0].update(captures=[COPY, COPY])),
    ("source s001: captured_at: ", lambda d: d["sources"][0].update(captures=[COPY | {"captured_at": "2026-01-01"}])),
    ("claim c01: review_by: ", lambda d: claim_of(d, "c01")["verdict"].update(review_by="soon")),
    ("article.url: ", lambda d: d["article"].update(url="javascript:alert(1)")),
    ("article.text_file: ", lambda d: d["article"].update(text_file="../../etc/passwd")),
    ("format: 'dossier/1' was expected", lambda d: d.update(format="dossier/9")),
    ("'claims' is a required property", lambda d: d.pop("claims")),
    ("claims.0.kind: 'rumour' is not one of", lambda d: claim_of(d, "c01").update(kind="rumour")),
    (
        "claims.0.verdict.summary: ",
        lambda d: claim_of(d, "c01")["verdict"].update(summary="x" * 281),
    ),
    (
        "article: published_on: “2023-02-31” is not a date",
        lambda d: d["article"].update(published_on="2023-02-31"),
    ),
    ("source s001: published_on: ", lambda d: d["sources"][0].update(published_on="soon")),
    ("sources.0.title: has control characters", lambda d: d["sources"][0].update(title="A\u0000B")),
    ("claim c01: it: said_on: ", lambda d: claim_of(d, "c01").update(said_on="2023-13")),
    (
        "claim c01: checked_on: ",
        lambda d: claim_of(d, "c01")["verdict"].update(checked_on="2023-02-30"),
    ),
    (
        "claim c01: the speaker “nobody” is not",
        lambda d: claim_of(d, "c01").update(speaker="nobody"),
    ),
    ("topics.0.kind: 'river' is not one of", lambda d: d["topics"][0].update(kind="river")),
    ("claim c01: the topic “zebra” is not", lambda d: claim_of(d, "c01").update(topics=["zebra"])),
    (
        "claim c01: “great” is not a rating",
        lambda d: claim_of(d, "c01")["verdict"].update(rating="great"),
    ),
    (
        "claim c01: the source “s999” is not",
        lambda d: claim_of(d, "c01")["evidence"][0].update(source="s999"),
    ),
    (
        "claim c01: the rationale cites [99], and s099 is not",
        lambda d: claim_of(d, "c01")["verdict"].update(rationale="See [99]."),
    ),
    ("rating_scale: “False” is there more than once", lambda d: d["rating_scale"][0].update(label="False")),
    ("rating_scale: “1” is there more than once", lambda d: d["rating_scale"][0].update(value=1)),
    ("rating_scale: “unverifiable” has no place", lambda d: rating_of(d, "unverifiable").update(value=3)),
    (
        "rating_scale: its values run the wrong way",
        lambda d: (rating_of(d, "true").update(value=1), rating_of(d, "false").update(value=5)),
    ),
    ("claims: “c01” is there more than once", lambda d: claim_of(d, "c02").update(id="c01")),
]


class TestRead:
    def test_it_finds_every_quote_of_the_sample(self) -> None:
        sample = dossier.read(SAMPLE)

        places = [sample.anchor(claim) for claim in sample.content["claims"]]

        assert all(sample.text[place.start : place.end] == place.exact for place in places)

    @pytest.mark.parametrize(("fault", "spoil"), FAULTS, ids=[fault for fault, _spoil in FAULTS])
    def test_it_names_the_fault(self, fault: str, spoil: Callable[[Json], Any], broken: Any) -> None:
        with pytest.raises(dossier.Broken) as caught:
            dossier.read(broken(spoil))

        assert any(fault in reason for reason in caught.value.reasons), caught.value.reasons

    def test_a_file_that_is_not_json_is_told_by_line(self, tmp_path: Path) -> None:
        (tmp_path / "dossier.json").write_text('{"format":\n oops}')

        with pytest.raises(dossier.Broken, match="line 2 column 2"):
            dossier.read(tmp_path)

    def test_a_folder_without_a_dossier_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(dossier.Broken, match=r"dossier\.json cannot be read: No such file"):
            dossier.read(tmp_path)

    def test_a_file_that_is_too_large_is_refused(self, tmp_path: Path) -> None:
        with (tmp_path / "dossier.json").open("wb") as file:
            file.truncate(dossier.LARGEST + 1)

        with pytest.raises(dossier.Broken, match="too large"):
            dossier.read(tmp_path)


class TestTones:
    def test_three_ratings_spread_over_the_ramp(self) -> None:
        rows = [
            {"slug": "yes", "value": 3},
            {"slug": "so-so", "value": 2},
            {"slug": "no", "value": 1},
        ]

        assert tones_for(rows) == {"yes": Tone.TRUE, "so-so": Tone.HALF_TRUE, "no": Tone.FALSE}

    def test_ratings_without_a_value_stand_beside_it(self) -> None:
        rows = [{"slug": "not-checkable", "value": None}, {"slug": "unverifiable", "value": None}]

        assert tones_for(rows) == {"not-checkable": Tone.QUOTE, "unverifiable": Tone.UNKNOWN}


@pytest.mark.django_db
class TestTranslations:
    def test_those_of_the_sample_are_published_by_its_people(self) -> None:
        people = {"writer": make.writer(), "editor": make.editor()}
        read = dossier.read(SAMPLE)
        load(read, **people)

        done = load_translations(SAMPLE, read, **people)

        oil = Review.objects.get(statement__contains="30%").face
        assert done == {"translations published": 7}
        assert set(oil["translations"]) == {"ar", "az", "de", "es", "fr", "he", "ru"}
        for said in oil["translations"].values():
            assert [piece["number"] for piece in said["evidence"]] == [piece["number"] for piece in oil["evidence"]]
            assert cited_numbers(said["rationale"]["markdown"]) == cited_numbers(
                oil["verdict"]["rationale"]["markdown"]
            )
        assert load_translations(SAMPLE, read, **people) == {}
        assert (Publication.objects.count(), desk.first_misfit()) == (43, None)
