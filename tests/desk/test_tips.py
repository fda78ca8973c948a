"""What readers ask us to check, from the desk's side."""

import pytest

from claims import desk
from claims.errors import Invalid, NotAllowed
from claims.models import Claim, Tip
from claims.models.tip import digest_of
from claims.vocabulary import Status, TipStatus
from tests import make

pytestmark = pytest.mark.django_db

CONTACT = {"contact": "reader@example.org", "consented": True}


class TestSending:
    def test_only_a_digest_of_its_token_is_kept(self) -> None:
        tip, token = make.tip()

        kept = Tip.objects.values().get()
        assert token not in str(kept)
        assert kept["secret_sha256"] == digest_of(token)
        assert list(Tip.objects.tracked_by(token)) == [tip]
        assert not Tip.objects.tracked_by(kept["secret_sha256"]).exists()

    @pytest.mark.parametrize(
        "said",
        [
            {"text": " "},
            {"text": "x" * 2001},
            {"text": "a\x00b"},
            {"link": "javascript:alert(1)"},
            {"link": "ftp://example.org/"},
            {"contact": "reader@example.org"},
            {"contact": "nobody", "consented": True},
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, said: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            make.tip(**{"text": "Crime has tripled."} | said)

        assert not Tip.objects.exists()

    def test_consent_without_an_address_means_nothing(self) -> None:
        assert not make.tip(consented=True)[0].consented


class TestAnswering:
    def test_looking_at_it_keeps_the_contact(self) -> None:
        tip = desk.look_at_tip(make.tip(**CONTACT)[0], by=make.writer())

        assert (tip.status, tip.contact) == (TipStatus.LOOKED_AT, "reader@example.org")

    def test_joining_it_forgets_the_contact_and_keeps_who_did(self) -> None:
        claim, writer = make.claim(), make.writer()

        tip = desk.join_tip(make.tip(**CONTACT)[0], by=writer, claim=claim)

        tip.refresh_from_db()
        assert (tip.status, tip.claim, tip.contact, tip.handled_by) == (TipStatus.JOINED, claim, "", writer)

    @pytest.mark.parametrize("status", [Status.DECLINED, Status.MERGED])
    def test_it_is_not_joined_to_a_claim_that_is_closed(self, status: Status) -> None:
        with pytest.raises(Invalid):
            desk.join_tip(make.tip()[0], by=make.writer(), claim=make.claim_at(status))

    def test_refusing_it_says_why_and_forgets_the_contact(self) -> None:
        tip = desk.refuse_tip(make.tip(**CONTACT)[0], by=make.writer(), reason=" It is an opinion. ")

        assert (tip.status, tip.reason, tip.contact) == (TipStatus.NOT_CHECKABLE, "It is an opinion.", "")

    @pytest.mark.parametrize("reason", ["", " ", "x" * 1001, "a\x07b"])
    def test_a_reason_that_cannot_be_told_is_refused(self, reason: str) -> None:
        with pytest.raises(Invalid):
            desk.refuse_tip(make.tip()[0], by=make.writer(), reason=reason)

        assert Tip.objects.get().status == TipStatus.RECEIVED

    def test_one_that_was_refused_can_be_looked_at_again(self) -> None:
        tip = desk.refuse_tip(make.tip()[0], by=make.writer(), reason="It is an opinion.")

        tip = desk.look_at_tip(tip, by=make.writer())

        assert (tip.status, tip.reason) == (TipStatus.LOOKED_AT, "")

    def test_a_claim_can_be_made_of_it(self) -> None:
        claim = desk.make_claim_of_tip(
            make.tip(language="es")[0], by=make.writer(), statement="El crimen se ha triplicado."
        )

        assert (claim.status, claim.language) == (Status.SPOTTED, "es")
        assert Tip.objects.get().claim == claim

    def test_only_administrators_erase_one(self) -> None:
        tip = make.tip()[0]
        with pytest.raises(NotAllowed):
            desk.remove_tip(tip, by=make.editor())

        desk.remove_tip(tip, by=make.administrator())

        assert not Tip.objects.exists()

    def test_its_reader_can_take_the_consent_back(self) -> None:
        desk.forget_contact(make.tip(**CONTACT)[0])

        tip = Tip.objects.get()
        assert (tip.contact, tip.consented) == ("", False)

    def test_erasing_a_name_reaches_the_address_too(self) -> None:
        make.tip(text="Nina Nowak lied.", contact="nina.nowak@example.org", consented=True)
        words = ["Nina Nowak", "nina.nowak@example.org"]

        desk.erase_words(words, by=make.administrator(), subject="A reader", basis="GDPR 17", claims=None)

        tip = Tip.objects.get()
        assert tip.contact == ""
        assert "Nowak" not in tip.text


class TestHowOftenAsked:
    def test_a_claim_counts_its_tips(self) -> None:
        asked, silent = make.claim(), make.claim()
        for _time in range(3):
            desk.join_tip(make.tip()[0], by=make.writer(), claim=asked)

        counted = dict(Claim.objects.with_times_asked().values_list("pk", "times_asked"))

        assert counted == {asked.pk: 3, silent.pk: 0}
        assert set(Tip.objects.for_the_desk().values_list("times_asked", flat=True)) == {3}

    def test_tips_go_where_their_claim_goes(self) -> None:
        stays, goes = make.claim(), make.claim()
        desk.join_tip(make.tip()[0], by=make.writer(), claim=goes)

        desk.merge(goes, by=make.editor(), into=stays)

        assert Tip.objects.get().claim == stays

    def test_tips_are_open_again_when_their_claim_is_removed(self) -> None:
        claim = make.claim()
        desk.join_tip(make.tip()[0], by=make.writer(), claim=claim)

        desk.remove_claim(claim, by=make.administrator())

        assert Tip.objects.get().status == TipStatus.LOOKED_AT


class TestLike:
    def test_it_finds_the_same_link_and_much_the_same_words(self) -> None:
        tip = make.tip(text="Crime has tripled in the city.", link="https://example.org/a")[0]
        same = make.tip(text="", link="https://example.org/a")[0]
        near = make.tip(text="Crime tripled in the city!")[0]
        make.tip(text="Whales are fish.", link="https://example.org/b")

        assert list(Tip.objects.like(tip)) == [near, same]
