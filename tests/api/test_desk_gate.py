"""The gate for programs: the checklist, and waiving a rule of it."""

import pytest
from django.test import Client

from claims import desk
from tests import make

from .test_desk import Desk

pytestmark = pytest.mark.django_db


class TestTheChecklist:
    def test_it_says_how_each_rule_stands(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_reply=True)

        held = Desk(make.editor()).read(claim).json()

        assert held["missing"] == ["nobody was asked for a reply"]
        (reply,) = [check for check in held["checklist"] if not check["met"]]
        assert reply == {
            "rule": "reply",
            "met": False,
            "missing": "nobody was asked for a reply",
            "remedy": "Ask whoever said it, and record whom you asked, when and how.",
            "before": "readers",
            "waivable": True,
            "waiver": None,
        }


class TestAWaiver:
    def test_it_is_given_and_taken_back(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_primary=True)
        nadia = Desk(make.writer(public_name="Nadia"))

        given = nadia.act(claim, "waive", {"rule": "primary", "reason": "None is public."}).json()
        back = nadia.act(claim, "unwaive", {"rule": "primary"}).json()

        (waiver,) = [check["waiver"] for check in given["checklist"] if check["rule"] == "primary"]
        assert (waiver["reason"], waiver["by"]["name"]) == ("None is public.", "Nadia")
        assert "none of its evidence is a primary source" not in given["missing"]
        assert "none of its evidence is a primary source" in back["missing"]

    @pytest.mark.parametrize(
        ("body", "field"),
        [({"rule": "evidence", "reason": "So."}, "rule"), ({"rule": "reply"}, "reason"), ({"reason": "So."}, "rule")],
    )
    def test_what_cannot_be_waived_is_refused_by_its_field(self, body: dict[str, str], field: str) -> None:
        answer = Desk(make.writer()).act(make.claim_in_review(), "waive", body)

        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == [field]


class TestAnOverride:
    def test_readers_are_told_which_rules_were_set_aside(self) -> None:
        administrator = make.administrator()
        claim = make.claim_in_review(by=administrator)
        desk.publish(claim, by=administrator, override="Alone on election night.")

        page = Client().get(f"/claims/{claim.slug}/").content.decode()

        assert "Approved by somebody else" in page
        assert "Alone on election night." in page
