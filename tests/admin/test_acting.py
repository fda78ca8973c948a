"""The acts as buttons: who sees which, what they do, and how a refusal comes back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from claims import desk
from claims.admin.acts import DEEDS, Place
from claims.models import Claim, Publication, User
from claims.vocabulary import Status
from tests import make

from .browsing import act, address, at_desk, open_claim, save_claim, text_of

pytestmark = pytest.mark.django_db


ASIDE = {"assign", "plan", "split", "decline", "merge"}  # offered at most states, beside what comes next


def buttons(claim: Claim, person: User) -> list[str]:
    """The names of the acts that a claim's screen offers this person as the next."""
    return [name for name in all_buttons(claim, person) if name not in ASIDE]


def all_buttons(claim: Claim, person: User) -> list[str]:
    page = at_desk(person).get(address("claim", "change", claim.pk)).content.decode()
    beside = [offered.name for offered in DEEDS if offered.place in (Place.LISTED, Place.RECHECK, Place.SECOND)]
    offered = [name for name in desk.__all__ if f"act-{name}" in page and f"/act/{name}/" in page]
    return [name for name in offered if name not in beside]


def edited(claim: Claim) -> Claim:
    """The claim after its summary was changed on the desk."""
    make.propose(claim, by=make.writer(), summary="By no means.")
    return Claim.objects.get(pk=claim.pk)


class TestTheButtons:
    def test_a_spotted_claim_can_be_taken_up(self) -> None:
        assert buttons(make.claim(), make.writer()) == ["take_up"]

    def test_a_claim_in_review_is_an_editors_to_publish_or_send_back(self) -> None:
        claim = make.claim_in_review()

        assert sorted(buttons(claim, make.editor())) == ["publish", "schedule", "send_back"]
        assert buttons(claim, make.writer()) == []

    def test_a_published_claim_offers_a_correction_only_when_it_differs(self) -> None:
        claim, editor = make.published(), make.editor()

        assert buttons(claim, editor) == ["withdraw"]
        assert sorted(buttons(edited(claim), editor)) == ["correct", "update", "withdraw"]

    def test_what_is_missing_stands_beside_them(self) -> None:
        writer_and_editor = make.editor()
        claim = make.claim_in_review(by=writer_and_editor)

        page = at_desk(writer_and_editor).get(address("claim", "change", claim.pk))

        assert "the writer of its verdict cannot also approve it" in text_of(page)

    def test_only_who_may_override_is_asked_for_a_reason(self) -> None:
        writer_and_admin = make.administrator()
        claim = make.claim_in_review(by=writer_and_admin)
        address_of_it = address("claim", "change", claim.pk)

        assert 'name="override"' in at_desk(writer_and_admin).get(address_of_it).content.decode()
        assert 'name="override"' not in at_desk(make.editor()).get(address_of_it).content.decode()


class TestAnAct:
    def test_it_is_done_and_said(self) -> None:
        claim = make.claim_in_review()
        client = at_desk(make.editor())

        answer = act(client, claim, "publish")

        assert answer.status_code == 302
        assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED
        assert "Readers see it now." in text_of(client.get(answer.headers["Location"]))

    def test_it_publishes_what_the_desk_holds_as_a_correction(self) -> None:
        claim = edited(make.published())

        act(at_desk(make.editor()), claim, "correct", kind="clarification", note="The summary said too little.")

        entry = Publication.objects.in_order().last()
        assert entry is not None
        assert (entry.act, entry.note) == ("correct", "The summary said too little.")

    def test_it_can_be_overridden_with_a_reason(self) -> None:
        admin = make.administrator()
        claim = make.claim_in_review(by=admin)

        act(at_desk(admin), claim, "publish", override="Nobody else is on duty.")

        assert Publication.objects.get().override_reason == "Nobody else is on duty."

    def test_a_claim_goes_back_to_its_checker_with_a_reason_on_its_screen(self) -> None:
        claim = make.claim_in_review()
        client = at_desk(make.editor())

        act(client, claim, "send_back", reason="Find a second source.")

        assert "Sent back Find a second source." in text_of(client.get(address("claim", "change", claim.pk)))

    def test_it_can_be_withdrawn_and_restored(self) -> None:
        claim = make.published()
        client = at_desk(make.editor())

        act(client, claim, "withdraw", note="It was somebody else.")
        act(client, claim, "restore", note="It was not.")

        assert [e.act for e in Publication.objects.in_order()] == ["publish", "withdraw", "restore"]


class TestARefusal:
    def test_a_writer_who_publishes_is_told_why_not(self) -> None:
        claim = make.claim_in_review()

        answer = act(at_desk(make.writer()), claim, "publish")

        assert answer.status_code == 403
        assert "your group does not have the right to do this" in text_of(answer)
        assert Claim.objects.get(pk=claim.pk).status == Status.REVIEW

    def test_it_gives_every_reason(self) -> None:
        writer = make.writer()
        claim = desk.take_up(make.claim(), by=writer)

        answer = act(at_desk(writer), claim, "send_to_review")

        assert answer.status_code == 409
        for reason in ("it appears in no article", "it cites no source", "it has no verdict"):
            assert reason in text_of(answer)

    def test_what_was_typed_comes_back(self) -> None:
        claim = make.published()

        answer = act(at_desk(make.editor()), claim, "correct", kind="factual", note="A note of an hour's work.")

        assert answer.status_code == 409
        assert "the desk does not differ from what is published" in text_of(answer)
        assert "A note of an hour's work." in text_of(answer)

    def test_a_note_that_is_missing_is_asked_for(self) -> None:
        claim = edited(make.published())

        answer = act(at_desk(make.editor()), claim, "correct", kind="factual", note="  ")

        assert answer.status_code == 400
        assert "tell readers what changed and why" in text_of(answer)

    def test_an_old_version_is_told_who_changed_what_and_may_go_on(self) -> None:
        claim = make.claim_in_review()
        seen = claim.version
        quick, editor = at_desk(make.writer(public_name="Quick Quinn")), at_desk(make.editor())
        save_claim(quick, claim, open_claim(quick, claim), statement="Crime has doubled.")

        refused = act(editor, claim, "publish", version=seen)
        done = act(editor, claim, "publish")

        assert refused.status_code == 412
        assert "Quick Quinn changed statement" in text_of(refused)
        assert f'name="version" value="{seen + 1}"' in refused.content.decode()
        assert done.status_code == 302

    @pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "1\x00"])
    def test_a_version_that_cannot_be_one_changes_nothing(self, version: str) -> None:
        claim = make.claim_in_review()

        answer = act(at_desk(make.editor()), claim, "publish", version=version)

        assert answer.status_code in (400, 412)
        assert Claim.objects.get(pk=claim.pk).status == Status.REVIEW

    def test_a_nul_in_a_note_is_refused(self) -> None:
        claim = edited(make.published())

        answer = act(at_desk(make.editor()), claim, "correct", kind="factual", note="a\x00b")

        assert answer.status_code == 400

    def test_it_is_done_by_a_button_only(self) -> None:
        claim = make.claim_in_review()

        answer = at_desk(make.editor()).get(reverse("admin:claims_claim_act", args=[claim.pk, "publish"]))

        assert answer.status_code == 405

    @pytest.mark.parametrize(("pk", "name"), [(1, "publish"), (10**30, "publish"), (None, "forget"), (None, "hold")])
    def test_an_act_or_a_claim_that_does_not_exist_is_not_found(self, pk: int | None, name: str) -> None:
        pk = pk or make.claim_in_review().pk

        answer = at_desk(make.editor()).post(reverse("admin:claims_claim_act", args=[pk, name]), {"version": 1})

        assert answer.status_code == 404

    def test_a_stranger_is_sent_to_the_login(self) -> None:
        claim = make.claim_in_review()

        answer = act(Client(), claim, "publish")

        assert answer.status_code == 302
        assert "/login/" in answer.headers["Location"]


class TestTheKindOfACorrection:
    def test_the_least_is_chosen_and_what_is_weaker_cannot_be(self) -> None:
        claim = make.published(rating="false", summary="It has not.")
        make.propose(claim, by=make.writer(), summary="Up by 5%.")

        page = at_desk(make.editor()).get(address("claim", "change", claim.pk))
        drawn = dict(re.findall(r'<input type="radio" name="kind" value="(\w+)"([^>]*)>', page.content.decode()))

        assert [kind for kind, rest in drawn.items() if "disabled" in rest] == ["typo", "clarification"]
        assert [kind for kind, rest in drawn.items() if "checked" in rest] == ["factual"]
        assert "It is at least a factual correction: “Verdict: summary” has other numbers" in text_of(page)

    def test_a_weaker_one_is_refused_and_what_was_typed_comes_back(self) -> None:
        claim = make.published(rating="false")
        make.propose(claim, by=make.writer(), rating="true")

        answer = act(at_desk(make.editor()), claim, "correct", kind="typo", note="A slip.")

        assert answer.status_code == 400
        assert "“Verdict: rating” changed: publish it as a verdict change" in text_of(answer)
        assert "A slip." in text_of(answer)

    def test_an_update_has_none(self) -> None:
        claim = edited(make.published())

        act(at_desk(make.editor()), claim, "update", kind="clarification", note="New figures.")

        assert Publication.objects.filter(act="update", correction="").exists()
