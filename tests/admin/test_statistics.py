"""The statistics on a page, as CSV and on paper."""

import csv
import io
from typing import Any

import pytest

from tests import make

from .browsing import at_desk, text_of

pytestmark = pytest.mark.django_db


class TestStatistics:
    def test_it_asks_as_much_of_the_database_for_ten_checks_as_for_one(
        self, django_assert_max_num_queries: object
    ) -> None:
        client = at_desk(make.editor())
        make.published(topics=[make.topic()], speaker=make.speaker())
        with django_assert_max_num_queries(30) as one:
            client.get("/admin/statistics/")
        for _more in range(9):
            make.published(topics=[make.topic()], speaker=make.speaker())

        with django_assert_max_num_queries(len(one)):
            page = client.get("/admin/statistics/")

        assert "10 first published" in text_of(page)

    def test_a_day_that_is_none_is_refused_and_the_page_stays(self) -> None:
        answer = at_desk(make.editor()).get("/admin/statistics/?from=yesterday")

        assert answer.status_code == 400
        assert "“yesterday” is not a day" in text_of(answer)

    def test_a_stranger_is_sent_to_the_login(self, client: Any) -> None:
        assert client.get("/admin/statistics/csv/").status_code == 302


class TestCsv:
    def test_no_cell_is_a_formula(self) -> None:
        make.published(topics=[make.topic(name="=1+1")])

        answer = at_desk(make.editor()).get("/admin/statistics/csv/")

        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        assert ["checks by topic", "'=1+1", "1"] in rows


class TestReport:
    def test_it_says_what_must_be_enclosed(self) -> None:
        page = at_desk(make.editor()).get("/admin/statistics/report/")

        assert "The accounts and the list of funders." in text_of(page)
