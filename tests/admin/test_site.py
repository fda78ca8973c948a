"""The home of the desk and its door."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Claim
from tests import make

from .browsing import address, at_desk, text_of

pytestmark = pytest.mark.django_db

HOME = "/admin/"


class TestTheHome:
    def test_what_waits_for_me_comes_first(self) -> None:
        writer, editor = make.writer(), make.editor()
        desk.take_up(make.claim(statement="In my hands."), by=writer)
        make.claim_in_review(statement="For a second pair of eyes.")

        mine = at_desk(writer).get(HOME).context
        hers = at_desk(editor).get(HOME).context

        assert [claim.statement for claim in mine["waiting"]] == ["In my hands."]
        assert [claim.statement for claim in hers["waiting"]] == ["For a second pair of eyes."]

    def test_an_editors_own_verdict_waits_for_somebody_else(self) -> None:
        editor = make.editor()
        make.claim_in_review(by=editor)

        assert not at_desk(editor).get(HOME).context["waiting"]

    def test_it_lists_what_was_published_this_week(self) -> None:
        make.published(statement="Crime has tripled.")

        assert "Crime has tripled. Published," in text_of(at_desk(make.writer()).get(HOME))

    def test_the_widest_dispute_about_a_number_comes_first(self) -> None:
        narrow = make.claim(statement="Ten.", figure_value=10)
        wide = make.claim(statement="Twenty.", figure_value=20, figure_unit="people")
        make.evidence(narrow, figure_value=11)
        make.evidence(wide, figure_low=5, figure_high=40)
        make.evidence(wide, figure_value=9000, figure_unit="horses")

        disputed = at_desk(make.writer()).get(HOME).context["disputed"]

        assert [(claim.statement, words) for claim, words in disputed] == [
            ("Twenty.", "claimed 20 people, found 5–40: 175% apart"),
            ("Ten.", "claimed 10, found 11: 10% apart"),
        ]

    def test_a_number_that_nobody_disputes_is_not_among_them(self) -> None:
        claim = make.claim(figure_value=10)
        make.evidence(claim, figure_value=10)
        make.claim(figure_value=0)

        assert not Claim.objects.disputed_numbers()

    def test_it_costs_as_much_for_many_claims_as_for_one(self) -> None:
        client = at_desk(make.editor())
        client.get(HOME)
        counts = []

        for number in (1, 20):
            for _number in range(number):
                make.claim_in_review(figure_value=10)
                make.published()
            with CaptureQueriesContext(connection) as queries:
                client.get(HOME)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 16

    def test_a_group_without_rights_is_shown_nothing(self) -> None:
        make.published(statement="Crime has tripled.")
        nobody = make.writer()
        nobody.groups.clear()

        assert "Crime has tripled." not in text_of(at_desk(nobody).get(HOME))


class TestTheDoor:
    def test_it_leads_to_the_one_way_in(self) -> None:
        answer = Client().get(f"{HOME}?x=1")

        assert answer.headers["Location"] == "/admin/login/?next=/admin/%3Fx%3D1"
        assert Client().get(answer.headers["Location"]).headers["Location"] == "/account/login/?next=/admin/%3Fx%3D1"

    def test_nothing_that_is_posted_at_it_logs_anybody_in(self) -> None:
        client, person = Client(), make.administrator()

        answer = client.post("/admin/login/", {"username": person.username, "password": "password", "next": HOME})

        assert answer.headers["Location"].startswith("/account/login/")
        assert "_auth_user_id" not in client.session

    def test_somebody_who_works_elsewhere_stays_outside(self) -> None:
        assert at_desk(make.writer(is_staff=False)).get("/admin/login/").status_code == 403

    def test_it_shows_no_table_of_the_library_behind_the_log_in(self) -> None:
        assert not [noun for noun in admin.site._registry if noun.__module__.startswith("allauth.")]

    def test_a_nul_in_a_query_is_a_bad_request(self) -> None:
        client = at_desk(make.writer())

        assert client.get(f"{address('claim', 'changelist')}?status__exact=%00").status_code == 400
        assert (
            client.get(
                "/admin/autocomplete/?app_label=claims&model_name=evidence&field_name=source&term=%00"
            ).status_code
            == 400
        )

    def test_sources_are_offered_by_a_word_of_their_title(self) -> None:
        found, _other = make.source(title="Whale statistics"), make.source()
        query = {"app_label": "claims", "model_name": "evidence", "field_name": "source", "term": "whale"}

        answer = at_desk(make.writer()).get("/admin/autocomplete/", query)

        assert [row["id"] for row in answer.json()["results"]] == [str(found.pk)]
