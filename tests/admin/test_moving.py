"""Claims of an earlier text of an article, moved to the newest."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import desk
from claims.models import Appearance, ArticleVersion
from tests import make

from .browsing import at_desk

pytestmark = pytest.mark.django_db

OLD = "Taxes fell by half.\n\nThey recieved 6,000 tents from Ankara.\n\nTurkey sold 30% of the oil."
NEW = "New: an opening.\n\nThey received 6,000 tents from Ankara.\n\nTaxes fell by half.\n\nTurkey sold 35% of the oil."


@pytest.fixture
def edited() -> ArticleVersion:
    """An article whose three claims were marked in its first text; the second has one of them word for word."""
    first, by = make.article(text=OLD), make.editor()
    for quote in OLD.split("\n\n"):
        desk.spot(by=by, statement=f"That {quote}", appearances=[{"text": first, "exact": quote.rstrip(".")}])
    return desk.add_text(first.article, by=by, text=NEW)


def move(edited: ArticleVersion, **chosen: Any) -> None:
    at_desk(make.writer()).post(reverse("admin:mark_move", args=[edited.article_id]), chosen)


def quotes(version: ArticleVersion) -> list[str]:
    return [row.exact for row in Appearance.objects.filter(version=version).order_by("start")]


class TestMove:
    def test_all_are_moved_whose_very_words_stand_there(self, edited: ArticleVersion) -> None:
        move(edited, all="1")

        assert quotes(edited) == ["Taxes fell by half"]
        moved = Appearance.objects.get(version=edited)
        assert edited.text[moved.start : moved.end] == moved.exact

    def test_like_words_are_moved_when_somebody_chose_them(self, edited: ArticleVersion) -> None:
        row = Appearance.objects.get(exact__startswith="They recieved")

        move(edited, appearance=str(row.pk))

        assert quotes(edited) == ["They received 6,000 tents from Ankara"]

    def test_another_number_is_never_moved(self, edited: ArticleVersion) -> None:
        row = Appearance.objects.get(exact__startswith="Turkey")

        move(edited, appearance=str(row.pk), all="1")

        row.refresh_from_db()
        assert (row.exact, row.version.number) == ("Turkey sold 30% of the oil", 1)

    def test_the_desk_shows_what_changed_and_what_is_orphaned(self, edited: ArticleVersion) -> None:
        shown = at_desk(make.writer()).get(reverse("admin:mark", args=[edited.article_id])).content.decode()

        assert "<del>recieved</del><ins>received</ins>" in shown
        assert "Turkey sold 30% of the oil." in shown
        assert "Its words are gone" in shown

    def test_a_stranger_moves_nothing(self, edited: ArticleVersion) -> None:
        Client().post(reverse("admin:mark_move", args=[edited.article_id]), {"all": "1"})

        assert quotes(edited) == []
