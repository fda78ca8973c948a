"""The live checklist beside a claim, and the standards it goes by."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from claims import desk
from claims.models import Claim, Standard, User, Waiver
from tests import make

from .browsing import act, address, at_desk, open_form, text_of

pytestmark = pytest.mark.django_db


def live(claim: Claim, person: User) -> str:
    """The checklist alone, as the script asks for it."""
    return text_of(at_desk(person).get(reverse("admin:claims_claim_checklist", args=[claim.pk])))


def states(claim: Claim, person: User) -> dict[str, str]:
    """The word beside each rule on the claim's screen."""
    page = at_desk(person).get(address("claim", "change", claim.pk)).content.decode()
    found = re.findall(r'data-rule="(\w+)".*?check-word">([^<]+)<', page, re.DOTALL)
    return dict(found)


class TestTheChecklist:
    def test_each_rule_has_a_word_for_how_it_stands(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_primary=True, needs_archive=True, needs_reply=True)
        desk.waive(claim, by=make.writer(), rule="archived", reason="It is a book.")

        assert states(claim, make.editor()) == {
            "appearance": "Met",
            "evidence": "Met",
            "primary": "Missing",
            "archived": "Waived",
            "verdict": "Met",
            "citations": "Met",
            "reply": "Missing",
            "second_person": "Met",
        }

    def test_what_needs_others_is_to_come_while_it_is_being_checked(self) -> None:
        make.standard(needs_reply=True)
        claim = desk.take_up(make.claim(), by=make.writer())

        assert states(claim, make.writer())["reply"] == "To come"
        assert states(claim, make.writer())["evidence"] == "Missing"

    def test_an_approval_is_to_come_for_who_cannot_give_it(self) -> None:
        claim = make.claim_in_review()

        assert states(claim, make.writer())["second_person"] == "To come"
        assert states(claim, make.editor())["second_person"] == "Met"

    def test_a_published_claim_has_one_when_readers_are_to_be_told_something_new(self) -> None:
        claim = make.published()
        assert states(claim, make.editor()) == {}

        make.propose(claim, by=make.writer(), summary="By no means.")
        assert states(claim, make.editor())["second_person"] == "Met"

    def test_it_says_the_reason_of_a_waiver_and_whose_it_is(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_primary=True)
        client = at_desk(make.writer(public_name="Nadia"))

        answer = act(client, claim, "waive", rule="primary", reason="The ministry publishes none.")

        assert answer.status_code == 302
        assert "Waived by Nadia: “The ministry publishes none.”" in live(claim, make.editor())

    def test_a_waiver_is_taken_back_beside_it(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_primary=True)
        desk.waive(claim, by=make.writer(), rule="primary", reason="None found.")

        act(at_desk(make.writer()), claim, "unwaive", rule="primary")

        assert not Waiver.objects.exists()

    def test_a_waiver_without_a_reason_comes_back_to_be_given_one(self) -> None:
        claim = make.claim_in_review()

        answer = act(at_desk(make.writer()), claim, "waive", rule="reply", reason=" ")

        assert answer.status_code == 400
        assert "say why the rule does not hold here" in text_of(answer)
        assert 'name="reason"' in answer.content.decode()


class TestTheFragment:
    def test_it_is_the_list_alone_as_it_stands_now(self) -> None:
        claim = make.claim_in_review()
        make.standard(evidence_at_least=2)

        before = live(claim, make.editor())
        make.evidence(claim)
        after = live(claim, make.editor())

        assert "1 of 5 is missing." in before
        assert "it has 1 piece of evidence, and 2 are asked for." in before
        assert "Nothing is missing." in after
        assert "Log out" not in after

    def test_it_is_for_the_desk_only(self) -> None:
        path = reverse("admin:claims_claim_checklist", args=[make.claim_in_review().pk])
        nobody = make.writer()
        nobody.groups.clear()

        assert Client().get(path).status_code == 302
        assert at_desk(nobody).get(path).status_code == 403
        assert at_desk(make.writer()).get(path.replace("claim/", "claim/99", 1)).status_code == 404


class TestStandards:
    def test_an_administrator_sets_one_for_a_kind(self) -> None:
        client = at_desk(make.administrator())
        path = address("standard", "add")

        answer = client.post(path, open_form(client, path) | {"kind": "quantity", "needs_quantity": "on"})

        assert answer.status_code == 302
        assert Standard.objects.get().needs_quantity

    def test_an_editor_sees_what_is_asked_and_changes_nothing(self) -> None:
        make.standard(publishers_at_least=2, needs_reply=True, summary_at_most=200)
        client = at_desk(make.editor())

        page = client.get(address("standard", "changelist"))

        assert (
            "Every other kind 1 piece of evidence, 2 publishers, a reply asked for, a summary of 0 to 200 characters"
            in text_of(page)
        )
        assert client.get(address("standard", "add")).status_code == 403

    def test_two_of_one_kind_are_refused_in_the_form(self) -> None:
        make.standard()
        client = at_desk(make.administrator())
        path = address("standard", "add")

        answer = client.post(path, open_form(client, path))

        assert answer.status_code == 200
        assert "already exists" in text_of(answer)

    def test_lengths_that_no_summary_can_have_are_refused(self) -> None:
        client = at_desk(make.administrator())
        path = address("standard", "add")

        answer = client.post(path, open_form(client, path) | {"summary_at_least": "100", "summary_at_most": "50"})

        assert "The summary's least length is above its greatest" in text_of(answer)
