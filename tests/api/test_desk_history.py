"""The history of a claim for a program: what a refused write can read, and texts that are put back."""

import pytest

from claims.models import Claim
from tests import make

from .test_desk import LIST, Desk

pytestmark = pytest.mark.django_db


class TestChanges:
    def test_a_refused_write_reads_what_came_since(self) -> None:
        claim, program = make.claim_in_review(summary="One."), Desk(make.editor())
        make.propose(claim, by=make.writer(public_name="Wanda"), summary="Two.")
        refused = program.act(claim, "send-back", {"reason": "More."}, **{"if-match": f'"v{claim.version}"'})

        found = program.client.get(f"{LIST}{claim.public_id}/changes/?since={claim.version}").json()["results"]

        assert refused.status_code == 412
        assert ("Wanda", "summary", "One.", "Two.") in [(c["who"], c["field"], c["before"], c["after"]) for c in found]

    def test_what_was_there_is_put_back(self) -> None:
        claim, program = make.claim_in_review(summary="One."), Desk(make.editor())
        make.propose(claim, by=make.writer(), summary="Two.")
        changes = program.client.get(f"{LIST}{claim.public_id}/changes/").json()["results"]
        change = next(change for change in changes if change["field"] == "summary")

        answer = program.act(claim, "restore-text", {name: change[name] for name in ("noun", "row", "field", "moment")})

        assert answer.status_code == 200
        assert Claim.objects.get(pk=claim.pk).verdict.summary == "One."

    def test_pages_follow_each_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.api.desk_history.MOST", 2)
        claim, program = make.claim_in_review(), Desk(make.writer())
        address, seen = f"{LIST}{claim.public_id}/changes/", []
        while address:
            page = program.client.get(address).json()
            seen += page["results"]
            address = page["next"]

        monkeypatch.setattr("claims.api.desk_history.MOST", 200)
        assert seen == program.client.get(f"{LIST}{claim.public_id}/changes/").json()["results"]

    def test_who_owes_a_blind_second_verdict_does_not_read_the_first(self) -> None:
        claim, second = make.claim_in_review(summary="By no means."), make.writer()
        claim.second_verdicts.create(asked_by=make.editor(), asked_of=second)

        for query in ("", "?since=1"):
            assert (
                "By no means."
                not in Desk(second).client.get(f"{LIST}{claim.public_id}/changes/{query}").content.decode()
            )

    @pytest.mark.parametrize("query", ["before=x", "before=2026-01-01T00:00", "since=0", "until=1"])
    def test_what_cannot_be_meant_is_said(self, query: str) -> None:
        claim = make.claim()

        assert Desk(make.writer()).client.get(f"{LIST}{claim.public_id}/changes/?{query}").status_code == 400
