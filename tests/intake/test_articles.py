"""Articles in: from a publisher's server, from files, and what is refused of them."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.errors import Refused
from claims.intake.articles import from_address, from_file
from claims.models import Article, ArticleVersion
from tests import make
from tests.outgoing.servers import Listener, serving

from .pages import PARAGRAPHS, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trusting(settings: Any) -> None:
    settings.FETCH_NETWORKS = ["127.0.0.0/8"]


def says(body: bytes, **headers: str) -> Any:
    return lambda listener: listener.answer(200, body, **({"Content_Type": "text/html"} | headers))


class TestFromAddress:
    def test_the_command_keeps_the_text_paragraph_for_paragraph(self) -> None:
        make.editor()
        with serving(says(page().encode())) as server:
            call_command("add_article", f"{server.url}/article.html")

        version = ArticleVersion.objects.select_related("article").get()
        assert version.text.split("\n\n") == PARAGRAPHS
        article = version.article
        assert (article.title, article.byline, article.publisher) == (PARAGRAPHS[0], "Jane Roe", "The Paper")
        assert (article.published_on, article.language) == ("2023-03-30", "en-GB")

    def test_the_same_address_gives_no_second_article(self) -> None:
        by, changed = make.editor(), [*PARAGRAPHS[:-1], "The last paragraph was written anew by the publisher."]
        bodies = [page(), page(), page(changed)]
        with serving(lambda listener: says(bodies.pop(0).encode())(listener)) as server:
            outcomes = [from_address(f"{server.url}/a.html{anchor}", by=by).outcome for anchor in ("", "#top", "/")]

        assert outcomes == ["new", "same", "changed"]
        assert [version.number for version in Article.objects.get().versions.order_by("number")] == [1, 2]

    def test_a_page_that_goes_back_to_an_earlier_text_gives_no_new_version(self) -> None:
        by, changed = make.editor(), [*PARAGRAPHS[:-1], "The last paragraph was written anew by the publisher."]
        bodies = [page(), page(changed), page()]
        with serving(lambda listener: says(bodies.pop(0).encode())(listener)) as server:
            outcomes = [from_address(f"{server.url}/a.html", by=by).outcome for _time in range(3)]

        assert outcomes == ["new", "changed", "earlier"]
        assert Article.objects.get().versions.count() == 2

    @pytest.mark.parametrize(
        ("body", "headers", "why"),
        [
            (gzip.compress(b"<p>" + b"a" * 60_000_000), {"Content_Encoding": "gzip"}, "longer than"),
            (b"<html><p>" + b"word " * 1_200_000, {}, "longer than"),
            (b"", {}, "empty"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 500, {"Content_Type": "image/png"}, "no text"),
            (b'{"text": "Taxes fell by half."}', {"Content_Type": "application/json"}, "data for programs"),
            (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", {}, "no article"),
        ],
        ids=["gzip bomb", "endless page", "empty", "picture", "data", "menu only"],
    )
    def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(
        self, body: bytes, headers: dict[str, str], why: str
    ) -> None:
        with serving(says(body, **headers)) as server, pytest.raises(Refused, match=why):
            from_address(server.url, by=make.editor())

        assert not Article.objects.exists()

    def test_a_server_that_sends_in_circles_is_left(self) -> None:
        def circle(listener: Listener) -> None:
            listener.answer(302, Location=listener.path)

        with serving(circle) as server, pytest.raises(Refused, match="leads on more than"):
            from_address(server.url, by=make.editor())

    def test_an_answer_that_is_no_page_is_named_by_its_number(self) -> None:
        with serving(lambda listener: listener.answer(410, b"gone")) as server, pytest.raises(Refused, match="410"):
            from_address(server.url, by=make.editor())

    def test_an_address_inside_is_refused_unless_it_is_named(self, settings: Any) -> None:
        settings.FETCH_NETWORKS = []

        with serving(says(page().encode())) as server, pytest.raises(Refused, match="no request goes"):
            from_address(server.url, by=make.editor())

        assert server.heard == []

    def test_who_may_not_add_articles_adds_none(self) -> None:
        with serving(says(page().encode())) as server, pytest.raises(Refused):
            from_address(server.url, by=make.User.objects.create_user("nobody"))

        assert not Article.objects.exists()

    def test_a_charset_that_is_told_wrong_keeps_the_words(self) -> None:
        body = page(["Über Bäume", *(f"Absatz {n}: Die Straße führt über die Brücke zum Café." for n in range(9))])
        with serving(says(body.encode(), Content_Type="text/html; charset=x-nonsense")) as server:
            taken = from_address(server.url, by=make.editor())

        assert "Straße führt über die Brücke zum Café" in taken.article.versions.get().text


class TestFromFile:
    def test_a_file_is_added_by_the_command(self, tmp_path: Path) -> None:
        make.editor()
        (tmp_path / "speech.txt").write_text("My speech\n\nTaxes fell.\n\nCrime rose.")

        call_command("add_article", str(tmp_path / "speech.txt"))

        version = ArticleVersion.objects.select_related("article").get()
        assert (version.article.title, version.text) == ("My speech", "My speech\n\nTaxes fell.\n\nCrime rose.")

    def test_a_file_that_is_not_there_is_said_to_be(self, tmp_path: Path) -> None:
        make.editor()

        with pytest.raises(CommandError, match="No such file"):
            call_command("add_article", str(tmp_path / "none.txt"))

    def test_scripts_of_a_page_are_no_text(self) -> None:
        taken = from_file("a.html", page().encode(), by=make.editor())

        text = taken.article.versions.get().text
        assert "track(" not in text
        assert "stolen" not in text
