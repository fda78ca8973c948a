"""The queue of readers' tips at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import desk
from claims.models import Claim, Tip, User
from claims.vocabulary import TipStatus
from tests import make

from .browsing import address, at_desk, text_of

pytestmark = pytest.mark.django_db


def press(client: Client, tip: Tip, name: str, **said: object) -> str:
    """Press the button of a deed; what the desk says then."""
    answer = client.post(reverse("admin:claims_tip_deed", args=[tip.pk, name]), said, follow=True)
    assert answer.status_code == 200
    return text_of(answer)


class TestQueue:
    def test_it_shows_the_newest_first_and_how_often_it_was_asked(self) -> None:
        claim = make.claim()
        for text in ("First words.", "Second words."):
            desk.join_tip(make.tip(text=text)[0], by=make.writer(), claim=claim)

        page = text_of(at_desk(make.writer()).get(address("tip", "changelist")))

        assert page.index("Second words.") < page.index("First words.")

    def test_it_is_narrowed_to_a_status(self) -> None:
        make.tip(text="New words.")
        desk.look_at_tip(make.tip(text="Old words.")[0], by=make.writer())

        page = text_of(at_desk(make.writer()).get(address("tip", "changelist") + "?status__exact=received"))

        assert "New words." in page
        assert "Old words." not in page

    def test_several_are_looked_at_at_once(self) -> None:
        tips = [make.tip()[0].pk for _number in range(2)]
        client = at_desk(make.writer())

        client.post(address("tip", "changelist"), {"action": "look_at", "_selected_action": tips})

        assert set(Tip.objects.values_list("status", flat=True)) == {TipStatus.LOOKED_AT}

    def test_the_list_of_claims_says_how_often_readers_asked(self) -> None:
        claim = make.claim()
        for _number in range(7):
            desk.join_tip(make.tip()[0], by=make.writer(), claim=claim)

        page = at_desk(make.writer()).get(address("claim", "changelist")).content.decode()

        assert '<td class="field-asked">7</td>' in page


class TestOneTip:
    @pytest.mark.parametrize(("person", "seen"), [("writer", False), ("editor", True), ("administrator", True)])
    def test_its_contact_is_seen_by_editors(self, person: str, seen: bool) -> None:
        tip = make.tip(contact="reader@example.org", consented=True)[0]

        page = text_of(at_desk(make.person(person)).get(address("tip", "change", tip.pk)))

        assert ("reader@example.org" in page) is seen

    def test_its_words_are_words(self) -> None:
        tip = make.tip(text="<script>alert(1)</script>")[0]

        page = at_desk(make.writer()).get(address("tip", "change", tip.pk)).content.decode()

        assert "<script>alert" not in page

    def test_claims_and_tips_like_it_are_offered(self) -> None:
        tip, _token = make.tip(text="Crime has tripled.")
        like = make.tip(text="Crime has tripled!")[0]
        claim = make.claim(statement="Crime has tripled.")

        page = at_desk(make.writer()).get(address("tip", "change", tip.pk)).content.decode()

        assert f'value="{claim.public_id}"' in page
        assert f'name="also" value="{like.pk}"' in page

    def test_it_is_joined_to_a_claim_with_others(self) -> None:
        tip, also, claim = make.tip()[0], make.tip()[0], make.claim()
        make.tip()

        said = press(at_desk(make.writer()), tip, "join", claim=claim.public_id, also=[also.pk])

        assert "It is joined to the claim." in said
        assert set(claim.tips.all()) == {tip, also}

    def test_a_claim_that_is_not_there_is_told(self) -> None:
        tip = make.tip()[0]

        assert "There is no claim with this address." in press(at_desk(make.writer()), tip, "join", claim="nowhere")
        assert Tip.objects.get().status == TipStatus.RECEIVED

    def test_a_claim_is_made_of_it(self) -> None:
        tip = make.tip()[0]

        press(at_desk(make.writer()), tip, "spot", statement="Crime has tripled since 2020.")

        assert Tip.objects.get().claim == Claim.objects.get(statement="Crime has tripled since 2020.")

    def test_its_reader_is_told_why_it_cannot_be_checked(self) -> None:
        tip = make.tip()[0]

        press(at_desk(make.writer()), tip, "refuse", reason="It is an opinion.")

        assert Tip.objects.get().reason == "It is an opinion."

    def test_what_the_desk_refuses_is_told(self) -> None:
        tip, claim = make.tip()[0], make.claim()
        desk.decline(claim, by=make.writer(), reason="It is an opinion.")

        assert "“Declined”" in press(at_desk(make.writer()), tip, "join", claim=claim.slug)

    def test_it_is_erased_by_administrators_alone(self) -> None:
        tip = make.tip()[0]
        path = address("tip", "delete", tip.pk)

        assert at_desk(make.editor()).post(path, {"post": "yes"}).status_code == 403
        at_desk(make.administrator()).post(path, {"post": "yes"})

        assert not Tip.objects.exists()

    def test_characters_that_nobody_sees_are_shown_in_it(self) -> None:
        tip = make.tip(text="Dogs bark\u202e all night.")[0]

        for page in (address("tip", "changelist"), address("tip", "change", tip.pk)):
            assert 'data-code="U+202E"' in at_desk(make.writer()).get(page).content.decode()

    def test_of_tips_that_go_together_none_is_joined_when_one_is_refused(self) -> None:
        tip, other, claim = make.tip()[0], make.tip()[0], make.claim()
        desk.decline(claim, by=make.writer(), reason="It is an opinion.")

        press(at_desk(make.writer()), tip, "join", claim=claim.slug, also=[other.pk])

        assert set(Tip.objects.values_list("status", flat=True)) == {"received"}

    def test_who_may_not_work_at_the_desk_does_nothing_to_it(self) -> None:
        tip = make.tip()[0]
        guest = User.objects.create_user("guest", is_staff=True)
        client = at_desk(guest)

        assert client.get(address("tip", "changelist")).status_code == 403
        assert client.post(reverse("admin:claims_tip_deed", args=[tip.pk, "look"])).status_code == 403
        assert at_desk(make.writer()).get(reverse("admin:claims_tip_deed", args=[tip.pk, "look"])).status_code == 405
        assert at_desk(make.writer()).post(reverse("admin:claims_tip_deed", args=[tip.pk, "x"])).status_code == 404
