"""An article with its claims as a dossier: what was loaded comes out again, and loads to the same checks."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import desk
from claims.models import Article, Capture, Claim, Publication, Review
from claims.vocabulary import ReadAs
from tests import make
from tests.own_database import OwnDatabase, connect_to, outside

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample"
Json = dict[str, Any]


def exported(slug: str, to: Path) -> str:
    """Write an article's dossier into a folder; returns what was left out."""
    said = io.StringIO()
    call_command("export", format="dossier", article=slug, to=str(to.with_suffix(".zip")), stderr=said)
    with zipfile.ZipFile(to.with_suffix(".zip")) as archive:
        archive.extractall(to)
    return said.getvalue()


def loaded(folder: Path) -> None:
    people = {"writer": make.writer(username="anna"), "editor": make.editor(username="bilal")}
    named = {role: person.username for role, person in people.items()}
    call_command("load_dossier", folder, **named, display="full", stdout=io.StringIO())


def faces() -> list[Json]:
    """What readers are told, without ids, moments and people, and what is made of them."""
    documents = [json.loads(text) for text in Review.objects.oldest().values_list("document", flat=True)]
    numbers = dict.fromkeys(re.findall(r'"id":"(\w{12})"', json.dumps(documents, separators=(",", ":"))))
    ids = {found: f"id {place}" for place, found in enumerate(numbers)}
    return [dict(plain(document, ids)) for document in documents]


FREE = re.compile(r"-(?=[a-z]*[0-9])[0-9a-z]{6}$")  # the end of an address that another claim has, too
MADE_ANEW = {"record", "history", "published_at", "translated_by", "approved_by", "original"}


def plain(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: plain(part, ids) for name, part in value.items() if name not in MADE_ANEW}
    if isinstance(value, list):
        return [plain(part, ids) for part in value]
    return ids.get(value, FREE.sub("-…", value)) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def fresh(own_database: OwnDatabase) -> Iterator[Any]:
    """How to come to an empty database: each time another."""
    common, made = own_database.name.removesuffix("_own"), []

    def move() -> None:
        connect_to(own_database.name)
        made.append(f"{own_database.name}_{len(made)}")
        outside(
            f'DROP DATABASE IF EXISTS "{made[-1]}" WITH (FORCE)', f'CREATE DATABASE "{made[-1]}" TEMPLATE "{common}"'
        )
        connect_to(made[-1])

    yield move
    connect_to(own_database.name)
    outside(*(f'DROP DATABASE "{name}" WITH (FORCE)' for name in made))


def content(folder: Path) -> Json:
    """A dossier without what a desk does not keep of it: contexts of quotes, uncited sources, what is the usual."""
    said = json.loads((folder / "dossier.json").read_text())
    cited = {piece["source"] for claim in said["claims"] for piece in claim["evidence"]}
    said["sources"] = [shortened(source) for source in said["sources"] if source["id"] in cited]
    for claim in said["claims"]:
        for name in ("prefix", "suffix", "hedge"):
            claim[name] = claim.get(name, {}).get("text", "") if name == "hedge" else ""
        claim["topics"] = sorted(claim["topics"])
        claim["verdict"] = shortened(claim["verdict"])
        claim["evidence"] = [with_exact_figure(shortened(piece), claim) for piece in claim["evidence"]]
        claim.update(figure_of(claim, "quantity"))
    return said


def shortened(row: Json) -> Json:
    return {name: value for name, value in row.items() if value not in ("", [], False, None, ReadAs.FULL)}


def figure_of(row: Json, name: str) -> Json:
    figure = {key: value for key, value in row.get(name, {}).items() if (key, value) != ("comparator", "=")}
    return {name: figure} if figure else {}


def with_exact_figure(piece: Json, claim: Json) -> Json:
    figure = figure_of(piece, "figure")
    if figure and figure["figure"].get("unit") == claim.get("quantity", {}).get("unit"):
        figure["figure"].pop("unit", None)
    return piece | figure


class TestTheSample:
    def test_it_comes_out_as_it_was_loaded_and_loads_to_the_same_checks(self, fresh: Any, tmp_path: Path) -> None:
        fresh()
        loaded(SAMPLE)
        before = faces()

        said = exported(Article.objects.get().slug, tmp_path / "there")

        assert "Left out" not in said
        assert content(tmp_path / "there") == content(SAMPLE)
        assert (tmp_path / "there" / "article.txt").read_bytes() == (SAMPLE / "article.txt").read_bytes()
        for path in (SAMPLE / "translations").glob("*.json"):
            assert json.loads((tmp_path / "there" / "translations" / path.name).read_text()) == json.loads(
                path.read_text()
            ), path.name

        fresh()
        loaded(tmp_path / "there")

        assert faces() == before
        assert Publication.objects.count() == 43


class TestADesk:
    def test_what_the_sample_has_not_survives_too(self, fresh: Any, tmp_path: Path) -> None:
        fresh()
        furnish()
        before = faces()

        said = exported("the-article", tmp_path / "there")
        fresh()
        loaded(tmp_path / "there")

        assert faces() == before
        assert Claim.objects.count() == 2
        assert [line for line in said.splitlines() if line.startswith("Left out")] == [
            "Left out: “Nobody judged this.” has no verdict"
        ]


def furnish() -> None:
    """An article of which a dossier has to say more than the sample's."""
    scale = make.scale(slug="scale-1", name="7 ratings")
    scale.ratings.filter(slug="mostly-true").update(tone="true")
    version = make.article(slug="the-article", byline="Ana", published_on="2026-05", language="de")
    source = make.source(original_publisher="The agency", read_as="excerpt", url="", note="A note.")
    Capture.objects.create(
        source=source, url="https://archive.example/1", captured_at="2026-01-01T00:00Z", sha256="a" * 64
    )
    speaker = make.speaker(url="https://speaker.example", kind="organisation")
    rationale = "See [1] and [the table [1]](https://x.example) and `[9]`."
    about = {"version": version, "speaker": speaker, "topics": [make.topic(kind="place")]}
    figures = {"figure_value": 3, "figure_unit": "times", "figure_comparator": ">", "figure_as_of": "2026"}
    verdict = {"review_by": "2999-01-01", "open_questions": ["Who?"], "conflicts": ["One says so."]}
    first = make.claim_in_review(
        source=source, role="Mayor", rationale=rationale, verdict=verdict, language="en", **about, **figures
    )
    piece = first.evidence.get()
    piece.figure_value, piece.figure_calculation, piece.primary, piece.locator = 2, "1 [1] + 1 [7]", True, "p. 4"
    piece.save()
    second = make.claim_in_review(quote="Taxes fell", role="Minister", source=source, language="de", **about)
    for claim in (first, second):
        desk.publish(claim, by=make.editor())
    make.appearance(make.claim(statement="Nobody judged this."), version=version)


@pytest.mark.django_db
class TestRefused:
    def test_an_article_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="There is no article “nowhere”"):
            exported("nowhere", tmp_path / "there")

    def test_an_article_of_which_nothing_was_judged(self, tmp_path: Path) -> None:
        make.appearance(make.claim(), version=make.article(slug="empty"))

        with pytest.raises(CommandError, match="no claim in it has a verdict"):
            exported("empty", tmp_path / "there")

    def test_a_dossier_of_no_article(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="--article SLUG"):
            call_command("export", format="dossier", to=str(tmp_path / "a.zip"))
