"""Taking an article in at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Article
from tests import make
from tests.intake.pages import PARAGRAPHS, page
from tests.outgoing.servers import serving

from .browsing import at_desk

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/new/"


class TestTakeArticle:
    def test_an_address_leads_to_the_text_in_which_claims_are_marked(self, settings: Any) -> None:
        settings.FETCH_NETWORKS = ["127.0.0.0/8"]

        with serving(lambda it: it.answer(200, page().encode(), Content_Type="text/html")) as server:
            answer = at_desk(make.writer()).post(PAGE, {"address": f"{server.url}/a"})

        article = Article.objects.get()
        assert answer.headers["Location"] == reverse("admin:mark", args=[article.pk])
        assert article.versions.get().text.split("\n\n") == PARAGRAPHS

    def test_a_file_is_taken_too(self) -> None:
        file = SimpleUploadedFile("speech.txt", b"A speech.\n\nTaxes fell.")

        at_desk(make.writer()).post(PAGE, {"file": file})

        assert Article.objects.get().versions.get().text == "A speech.\n\nTaxes fell."

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ({}, "one of them"),
            ({"address": "http://10.0.0.1/"}, "no public address"),
            ({"address": "javascript:alert(1)"}, "no web address"),
            ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")}, "damaged"),
            ({"file": SimpleUploadedFile("a.txt", b"x" * 5_000_001)}, "larger than 5 MB"),
        ],
    )
    def test_what_cannot_be_taken_is_told_and_kept_in_the_form(self, typed: dict[str, Any], why: str) -> None:
        answer = at_desk(make.writer()).post(PAGE, typed)

        assert answer.status_code == 400
        assert why in answer.content.decode()
        assert not Article.objects.exists()

    def test_a_bookmark_fills_the_address_in_and_takes_nothing(self) -> None:
        shown = at_desk(make.writer()).get(PAGE, {"address": 'https://paper.example/"><script>'}).content.decode()

        assert "https://paper.example/&quot;&gt;&lt;script&gt;" in shown
        assert not Article.objects.exists()
