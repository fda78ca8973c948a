"""Acts on many claims: each by itself, from the version that was shown, and each with its answer."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.accounts.recent import SHOWN
from claims.models import Claim, User
from claims.vocabulary import Priority, Queue, Status
from tests import make

from .browsing import address, at_desk, fields_of, text_of

pytestmark = pytest.mark.django_db


def choose(client: Client, name: str, *claims: Claim) -> HttpResponse:
    """Choose claims in the list and an act from its menu."""
    chosen = {"action": name, "_selected_action": [claim.pk for claim in claims]}
    return client.post(address("claim", "changelist"), chosen)


def go_on(client: Client, name: str, page: HttpResponse, **said: Any) -> HttpResponse:
    """Send the page's form with what is said."""
    fields = fields_of(page)
    chosen = [name.removeprefix("version-") for name in fields if name.startswith("version-")]
    return client.post(reverse("admin:claims_claim_many", args=[name]), fields | {"_selected_action": chosen} | said)


def outcomes(page: HttpResponse) -> dict[str, list[str] | None]:
    """What came of each claim: None for done, else every reason why not."""
    return {one.claim.statement: None if one.done else list(one.reasons) for one in page.context["chosen"]}


def at(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).status for claim in claims]


class TestManyAtOnce:
    def test_each_is_done_or_told_every_reason_why_not(self) -> None:
        good, bad = make.claim_in_review(statement="Good."), make.claim(statement="Bad.")
        client = at_desk(make.editor())

        page = go_on(client, "publish", choose(client, "publish", good, bad))

        assert outcomes(page)["Good."] is None
        assert outcomes(page)["Bad."] == [
            "it is “Spotted”, and this can only be done to a claim that is “In review”",
        ]
        assert at(good, bad) == [Status.PUBLISHED, Status.SPOTTED]

    def test_what_was_refused_stays_chosen_for_another_try(self) -> None:
        claim = make.claim_in_review()
        client = at_desk(make.editor())
        shown = choose(client, "publish", claim)
        make.propose(claim, by=make.writer(public_name="Quick Quinn"), summary="By no means.")

        refused = go_on(client, "publish", shown)
        again = go_on(client, "publish", refused)

        assert "Quick Quinn changed summary" in text_of(refused)
        assert list(outcomes(again).values()) == [None]

    def test_it_refuses_what_readers_would_be_told_otherwise_than_it_was_shown(self) -> None:
        source = make.source(title="Old title")
        claim = make.claim_in_review(source=source)
        client = at_desk(make.editor())
        shown = choose(client, "publish", claim)
        source.title = "New title"
        source.save()

        assert "was changed in the meantime" in text_of(go_on(client, "publish", shown))

    def test_nothing_is_done_before_it_was_looked_at(self) -> None:
        claim = make.claim_in_review()

        page = choose(at_desk(make.editor()), "publish", claim)

        assert page.status_code == 200
        assert at(claim) == [Status.REVIEW]

    def test_what_needs_no_words_is_done_at_once(self) -> None:
        first, second = make.claim(), make.claim()

        page = choose(at_desk(make.writer()), "take_up", first, second)

        assert set(outcomes(page).values()) == {None}
        assert at(first, second) == [Status.CHECKING, Status.CHECKING]

    def test_many_are_declined_with_one_reason(self) -> None:
        first, second = make.claim(), make.claim()
        client = at_desk(make.writer())
        shown = choose(client, "decline", first, second)

        refused = go_on(client, "decline", shown, reason=" ")
        assert "say why it is not checked" in text_of(refused)

        go_on(client, "decline", refused, reason="Opinions.")
        assert set(Claim.objects.values_list("status", "declined_because")) == {("declined", "Opinions.")}

    def test_many_are_given_and_planned(self) -> None:
        editor, writer = make.editor(), make.writer()
        first, second = make.claim(public_interest="Many believe it."), make.claim()
        client = at_desk(editor)

        go_on(client, "assign", choose(client, "assign", first, second), to=writer.pk)
        go_on(client, "plan", choose(client, "plan", first, second), priority=Priority.HIGH, due_at="2099-01-01T12:00")

        for claim in Claim.objects.all():
            assert (claim.assignee, claim.priority, claim.due_at is None) == (writer, Priority.HIGH, False)
        first.refresh_from_db()
        assert first.public_interest == "Many believe it."

        go_on(client, "assign", choose(client, "assign", first, second), queue=Queue.WRITERS)
        assert set(Claim.objects.values_list("assignee", "queue")) == {(None, "writers")}

    def test_many_are_withdrawn_with_one_note(self) -> None:
        first, second = make.published(), make.published()
        client = at_desk(make.editor())

        go_on(client, "withdraw", choose(client, "withdraw", first, second), note="Wrong person.")

        assert at(first, second) == [Status.WITHDRAWN, Status.WITHDRAWN]

    def test_who_withdraws_many_is_asked_once_more_who_they_are(self) -> None:
        claim, client = make.published(), at_desk(make.editor())
        shown = choose(client, "withdraw", claim)
        session = client.session
        session[SHOWN] = [session[SHOWN][0], 0]
        session.save()

        answer = go_on(client, "withdraw", shown, note="Wrong person.")

        assert answer.headers["Location"].startswith("/account/reauthenticate/")
        assert at(claim) == [Status.PUBLISHED]

    def test_the_menu_has_only_what_somebody_may_do(self) -> None:
        def menu(person: User) -> list[str]:
            page = at_desk(person).get(address("claim", "changelist"))
            return [name for name, _label in page.context["action_form"].fields["action"].choices if name]

        make.claim()

        assert menu(make.writer()) == ["take_up", "send_to_review", "decline"]
        assert menu(make.editor())[2:] == ["assign", "plan", "decline", "publish", "withdraw"]

    def test_who_may_not_is_refused_for_each(self) -> None:
        claim = make.claim_in_review()
        data = {"_selected_action": [claim.pk], f"version-{claim.pk}": claim.version}

        page = at_desk(make.writer()).post(reverse("admin:claims_claim_many", args=["publish"]), data)

        assert list(outcomes(page).values()) == [["your group does not have the right to do this"]]

    @pytest.mark.parametrize(
        "data",
        [
            {"_selected_action": ["x"]},
            {"_selected_action": ["9" * 30]},
            {"_selected_action": ["1"]},
            {"_selected_action": ["1"], "version-1": "x"},
        ],
    )
    def test_what_cannot_be_meant_is_a_bad_request(self, data: dict[str, Any]) -> None:
        answer = at_desk(make.editor()).post(reverse("admin:claims_claim_many", args=["publish"]), data)

        assert answer.status_code == 400

    def test_at_most_a_hundred_are_chosen_at_a_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.admin.bulk.MOST", 1)
        client = at_desk(make.writer())

        answer = choose(client, "take_up", make.claim(), make.claim())

        assert "Choose at most 1 claims at a time." in text_of(client.get(answer.headers["Location"]))

    def test_an_act_that_is_not_offered_for_many_is_not_found(self) -> None:
        assert at_desk(make.editor()).post(reverse("admin:claims_claim_many", args=["merge"])).status_code == 404
        assert at_desk(make.editor()).get(reverse("admin:claims_claim_many", args=["publish"])).status_code == 405


class TestAClaimThatChangesWhileItIsChosen:
    def test_one_that_was_deleted_is_left_out(self) -> None:
        claim, other = make.claim(), make.claim()
        client = at_desk(make.editor())
        shown = choose(client, "decline", claim, other)
        claim.delete()

        assert list(outcomes(go_on(client, "decline", shown, reason="Opinions.")).values()) == [None]
