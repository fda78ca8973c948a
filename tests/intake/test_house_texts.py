"""The ready-made texts, and how a trial fills them in."""

from itertools import pairwise
from pathlib import Path

import pytest

from claims import desk
from claims.intake.house_texts import publish_sample_pages, ready_text, without_blanks
from claims.models import HousePage, HousePageVersion
from claims.text import clean_page
from claims.vocabulary import HousePageKind
from tests import make

SAMPLE = Path(__file__).parents[2] / "sample" / "house"


@pytest.mark.parametrize("kind", HousePageKind)
class TestEachText:
    def test_it_leaves_to_the_newsroom_what_only_that_knows(self, kind: HousePageKind) -> None:
        _title, text = ready_text(kind)

        assert len(desk.blanks(text)) == text.count("[FILL") > 0

    def test_its_links_lead_somewhere(self, kind: HousePageKind) -> None:
        html = clean_page(ready_text(kind)[1])

        assert "](" not in html

    def test_a_trial_s_has_no_blank_and_no_empty_section(self, kind: HousePageKind) -> None:
        text = without_blanks(ready_text(kind)[1])

        lines = [line for line in text.splitlines() if line]
        assert not desk.blanks(text)
        assert not any(line.startswith("#") and after.startswith("#") for line, after in pairwise(lines))
        assert not lines[-1].startswith("#")


@pytest.mark.django_db
class TestTheSample:
    def test_it_has_every_page_in_force(self) -> None:
        publish_sample_pages(SAMPLE, by=make.administrator())

        assert HousePageVersion.objects.kinds() == HousePageKind.values
        assert "This is a sample" in HousePageVersion.objects.get(kind="funding").text

    def test_a_second_start_leaves_them_as_they_are(self) -> None:
        person = make.administrator()
        publish_sample_pages(SAMPLE, by=person)
        make.put_in_force(HousePage.objects.get(kind="team"), text="Two of us.")

        publish_sample_pages(SAMPLE, by=person)

        assert HousePageVersion.objects.count() == len(HousePageKind) + 1
