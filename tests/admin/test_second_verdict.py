"""The second verdict on the screens: asked for, given on a page of its own, and shown beside the first."""

import pytest
from django.urls import reverse

from claims import desk
from claims.admin.agreement import Month
from claims.agreement import Agreement
from claims.models import Claim, SecondVerdict, User
from tests import make

from .browsing import act, address, at_desk, text_of

pytestmark = pytest.mark.django_db


def page_of(claim: Claim) -> str:
    return reverse("admin:claims_claim_second_verdict", args=[claim.pk])


def asked() -> tuple[Claim, User]:
    """A claim in review that is rated false, and a writer of whom a second verdict is asked."""
    claim, person = make.claim_in_review(statement="Crime has tripled.", rating="false"), make.writer()
    desk.ask_second_verdict(claim, by=make.editor(), of=person)
    return claim, person


class TestAsking:
    def test_an_editor_asks_a_colleague_and_calls_it_off(self) -> None:
        claim, colleague, client = make.claim_in_review(), make.writer(public_name="Nadia"), at_desk(make.editor())

        act(client, claim, "ask_second_verdict", of=colleague.pk)
        assert "asked Nadia" in text_of(client.get(address("claim", "change", claim.pk)))

        act(client, claim, "call_off_second_verdict")
        assert not SecondVerdict.objects.exists()

    def test_who_wrote_it_is_not_offered(self) -> None:
        claim = make.claim_in_review(by=make.writer(public_name="Wanda"))
        colleague = make.writer(public_name="Nadia")

        page = at_desk(make.editor()).get(address("claim", "change", claim.pk)).content.decode()
        chosen = act(at_desk(make.editor()), claim, "ask_second_verdict", of=claim.verdict.written_by_id)

        assert f'<option value="{colleague.pk}">Nadia' in page
        assert f'<option value="{claim.verdict.written_by_id}">Wanda' not in page
        assert chosen.status_code == 400


class TestThePage:
    def test_every_screen_of_the_claim_leads_there(self) -> None:
        claim, person = asked()
        client = at_desk(person)

        for screen in ("change", "history"):
            answer = client.get(address("claim", screen, claim.pk))
            assert answer.headers["Location"] == page_of(claim), screen
        assert act(client, claim, "send_back", reason="x").headers["Location"] == page_of(claim)
        assert client.get(reverse("admin:claims_claim_checklist", args=[claim.pk])).status_code == 404

    def test_the_home_names_it_and_lists_show_it_no_more(self) -> None:
        claim, person = asked()
        client = at_desk(person)

        home = client.get("/admin/")
        listed = client.get(address("claim", "changelist"))

        assert "Second verdicts asked of you Crime has tripled." in text_of(home)
        assert claim.statement not in text_of(listed)

    def test_given_it_leads_to_the_claim_with_both_side_by_side(self) -> None:
        claim, person = asked()
        client = at_desk(person)
        said = {"rating": make.rating("half-true").pk, "reason": "It rose by half."}

        answer = client.post(page_of(claim), said | {"version": Claim.objects.get().version})

        assert answer.headers["Location"] == address("claim", "change", claim.pk)
        page = client.get(address("claim", "change", claim.pk))
        given = page.context["second"].given
        assert (str(given.first_rating), str(given.rating)) == ("False", "Half true")
        assert "Half true They differ by 2 steps on the scale. It rose by half." in text_of(page)

    def test_what_is_missing_is_asked_for_and_what_was_typed_stays(self) -> None:
        claim, person = asked()

        answer = at_desk(person).post(page_of(claim), {"reason": "An hour's work.", "version": claim.version + 1})

        assert answer.status_code == 400
        assert "Your rating: Choose a rating." in text_of(answer)
        assert "An hour&#x27;s work." in answer.content.decode()

    def test_a_claim_that_was_saved_meanwhile_is_looked_at_again(self) -> None:
        claim, person = asked()
        client = at_desk(person)
        said = {"rating": make.rating("true").pk, "reason": "So.", "version": Claim.objects.get().version}
        make.propose(claim, by=make.writer(), summary="By no means.")

        refused = client.post(page_of(claim), said)
        again = client.post(page_of(claim), said | {"version": Claim.objects.get().version})

        assert refused.status_code == 400
        assert "somebody else saved it meanwhile" in text_of(refused)
        assert f'name="version" value="{said["version"] + 1}"' in refused.content.decode()
        assert again.status_code == 302

    def test_it_is_nobody_elses(self) -> None:
        claim, _person = asked()

        answer = at_desk(make.writer()).get(page_of(claim))

        assert answer.headers["Location"] == address("claim", "change", claim.pk)


class TestTheDashboard:
    def test_it_says_how_far_two_checkers_agree(self) -> None:
        claim, person = asked()
        desk.give_second_verdict(claim, by=person, rating=make.rating("false"), reason="So.")

        assert "1 100% – too few to tell" in text_of(at_desk(make.editor()).get("/admin/"))

    def test_it_says_when_nobody_judged_twice(self) -> None:
        make.claim_in_review()

        home = text_of(at_desk(make.editor()).get("/admin/"))

        assert "No blind second verdict was given in the last twelve months." in home

    @pytest.mark.parametrize(
        ("pairs", "kappa", "words"),
        [
            (9, 0.9, "too few to tell"),
            (10, None, "everybody gave one and the same rating"),
            (10, -0.3, "no more than chance"),
            (10, 0.2, "hardly more than chance"),
            (10, 0.41, "fair agreement"),
            (10, 1.0, "very good agreement"),
        ],
    )
    def test_a_figure_has_words(self, pairs: int, kappa: float | None, words: str) -> None:
        assert str(Month(None, Agreement(pairs, 0.5, kappa)).words) == words  # type: ignore[arg-type]
