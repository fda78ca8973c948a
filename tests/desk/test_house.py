"""Putting pages about the house in force."""

import hashlib

import pytest

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady, Stale
from claims.models import HousePage, HousePageVersion, Review, User
from tests import make

pytestmark = pytest.mark.django_db


class TestPublishPage:
    def test_it_makes_the_next_version_of_what_the_draft_says(self) -> None:
        page = make.house_page(title="How we check", text="With care.")
        first = desk.publish_page(page, by=make.administrator())

        second = make.put_in_force(page, text="With more care.", note="More care.")

        assert (first.number, first.title, first.text, first.note) == (1, "How we check", "With care.", "")
        assert (second.number, second.text, second.note) == (2, "With more care.", "More care.")
        assert second.sha256 == hashlib.sha256(b"# How we check\n\nWith more care.\n").hexdigest()

    def test_a_number_means_one_text_whatever_its_language(self) -> None:
        make.in_force(language="en")

        translated = make.in_force(language="de")

        assert translated.number == 2

    def test_each_page_is_numbered_by_itself(self) -> None:
        make.in_force("methodology")

        assert make.in_force("funding").number == 1

    @pytest.mark.parametrize("person", [make.writer, make.editor])
    def test_an_administrator_does_it(self, person: type[User]) -> None:
        page = make.house_page()

        with pytest.raises(NotAllowed):
            desk.publish_page(page, by=person())

        assert not HousePageVersion.objects.exists()

    def test_readers_are_told_what_changed(self) -> None:
        page = make.house_page()
        make.put_in_force(page, text="One.")

        with pytest.raises(Invalid, match="tell readers what changed") as refusal:
            make.put_in_force(page, text="Two.", note="  ")

        assert set(refusal.value.fields) == {"note"}

    def test_no_blank_goes_to_readers(self) -> None:
        page = make.house_page(title="[FILL IN: title]", text="We are [FILL IN: who you are].")

        with pytest.raises(NotReady) as refusal:
            desk.publish_page(page, by=make.administrator())

        assert refusal.value.reasons == (
            "“[FILL IN: title]” is not filled in",
            "“[FILL IN: who you are]” is not filled in",
        )

    def test_what_is_in_force_is_not_published_again(self) -> None:
        page = make.house_page()
        make.put_in_force(page, text="One.")

        with pytest.raises(NotReady, match="does not differ from what is in force"):
            desk.publish_page(page, by=make.administrator(), note="Again.")

    def test_a_draft_that_was_saved_since_is_looked_at_again(self) -> None:
        page = make.house_page()
        HousePage.objects.get().save()

        with pytest.raises(Stale):
            desk.publish_page(page, by=make.administrator(), version=page.version)


class TestTheRecord:
    def test_an_entry_names_the_pages_in_force_in_the_house_s_language(self) -> None:
        page = make.house_page("methodology")
        make.put_in_force(page, text="One.")
        told = make.put_in_force(page, text="Two.")
        make.in_force("methodology", language="de")
        make.in_force("funding")

        policies = make.review().face["record"]["policies"]

        assert set(policies) == {"methodology", "funding"}
        assert (policies["methodology"]["number"], policies["methodology"]["sha256"]) == (2, told.sha256)

    def test_an_entry_keeps_them_when_a_page_changes(self) -> None:
        page = make.house_page("methodology")
        make.put_in_force(page, text="One.")
        review = make.review()
        make.put_in_force(page, text="Two.")

        desk.rebuild()

        assert Review.objects.get(pk=review.pk).face == review.face
        assert review.face["record"]["policies"]["methodology"]["number"] == 1
        assert desk.first_misfit() is None

    def test_a_correction_names_those_of_its_own_moment(self) -> None:
        page = make.house_page("methodology")
        make.put_in_force(page, text="One.")
        claim = make.published()
        make.put_in_force(page, text="Two.")
        make.propose(claim, by=make.writer(), summary="It did.")

        entry = desk.correct(claim, by=make.editor(), note="We erred.")

        assert entry.document["record"]["policies"]["methodology"]["number"] == 2

    def test_a_notice_names_none(self) -> None:
        make.in_force()
        claim = make.published()

        entry = desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert "policies" not in entry.document["record"]

    def test_what_waits_for_its_moment_names_those_of_its_approval(self) -> None:
        make.in_force()

        claim = make.scheduled()

        assert set(claim.embargo.document["record"]["policies"]) == {"methodology"}

    def test_without_pages_there_is_nothing_to_name(self) -> None:
        assert "policies" not in make.review().face["record"]


class TestErasing:
    def test_a_name_is_erased_from_what_was_in_force_and_its_digest_stays(self) -> None:
        version = make.in_force("team", text="Rosalind Example edits.")

        desk.erase_words(
            ["Rosalind Example"], by=make.administrator(), claims=None, subject="A name", basis="GDPR, article 17"
        )

        erased = HousePageVersion.objects.get()
        assert erased.text == "[name erased] edits."
        assert erased.sha256 == version.sha256
        assert not erased.is_whole
        assert HousePage.objects.get().text == "[name erased] edits."
