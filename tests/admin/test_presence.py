"""Who else has a claim open, and what the browser is told to forget."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Presence
from tests import make

from .browsing import act, address, at_desk, open_claim, save_claim, text_of

pytestmark = pytest.mark.django_db


def door(claim: Claim) -> str:
    return reverse("admin:claims_claim_presence", args=[claim.pk])


class TestPresence:
    def test_a_colleague_is_told_until_one_leaves(self) -> None:
        claim = make.claim()
        nadia, other = at_desk(make.writer(public_name="Nadia")), at_desk(make.editor())
        nadia.post(door(claim))
        nadia.post(door(claim), {"editing": "1"})

        told = other.post(door(claim)).json()["others"]
        shown = text_of(other.get(address("claim", "change", claim.pk)))
        alone = nadia.post(door(claim), {"left": "1"})

        assert told == ["Nadia has it open and is typing."]
        assert "Nadia has it open and is typing." in shown
        assert alone.status_code == 204
        assert other.post(door(claim)).json()["others"] == []

    def test_who_is_silent_is_gone(self) -> None:
        claim = make.claim()
        at_desk(make.writer()).post(door(claim))
        Presence.objects.update(seen_at=Now() - timedelta(seconds=50))

        assert at_desk(make.editor()).post(door(claim)).json()["others"] == []

    def test_it_costs_the_same_however_often_and_however_many(self) -> None:
        claim, client = make.claim(), at_desk(make.editor())
        costs = []
        for _again in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.post(door(claim))
            costs.append(len(queries))
            for _number in range(5):
                at_desk(make.writer()).post(door(claim))

        assert costs[0] == costs[1] <= 8
        assert Presence.objects.count() == 11

    def test_strangers_and_other_ways_are_turned_away(self) -> None:
        claim = make.claim()
        nobody = make.person("writer")
        nobody.groups.clear()

        assert at_desk(nobody).post(door(claim)).status_code == 403
        assert at_desk(make.writer()).get(door(claim)).status_code == 405
        assert at_desk(make.writer()).post(f"/admin/claims/claim/{claim.pk + 1}/presence/").status_code == 404


class TestKeptDrafts:
    def test_the_browser_is_told_what_was_saved_and_only_then(self) -> None:
        claim, client = make.claim(), at_desk(make.writer())

        refused = save_claim(client, claim, open_claim(client, claim), statement="")
        saved = save_claim(client, claim, open_claim(client, claim), statement="Another.")
        acted = act(client, claim, "take_up")

        assert "desk_saved" not in refused.cookies
        assert [answer.cookies["desk_saved"].value for answer in (saved, acted)] == [str(claim.pk)] * 2
