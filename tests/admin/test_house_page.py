"""The pages about the house on the desk: started from a ready-made text, looked at, put in force."""

import pytest

from claims.intake.house_texts import ready_text
from claims.models import HousePage, HousePageVersion, HouseProfile
from claims.vocabulary import HousePageKind
from tests import make

from .browsing import address, at_desk, open_form, text_of

pytestmark = pytest.mark.django_db

LIST = "/admin/claims/housepage/"


class TestTheList:
    def test_it_says_which_version_is_in_force_and_whether_the_draft_differs(self) -> None:
        make.in_force("methodology", title="How we check")
        page = make.house_page("funding", title="Who pays")
        make.put_in_force(page, text="Nobody.")
        page.text = "Everybody."
        page.save()
        make.house_page("team", title="Who we are")

        shown = text_of(at_desk(make.administrator()).get(LIST))

        assert "How we check en version 1" in shown
        assert "as in force" in shown
        assert "differs" in shown
        assert "Who we are en never published" in shown

    def test_it_offers_a_ready_made_text_where_there_is_no_page(self) -> None:
        make.house_page("funding")

        shown = at_desk(make.editor()).get(LIST).content.decode()

        assert "add/?kind=methodology" in shown
        assert "add/?kind=funding" not in shown

    def test_a_writer_has_no_business_there(self) -> None:
        assert at_desk(make.writer()).get(LIST).status_code == 403


class TestTheDraft:
    @pytest.mark.parametrize("kind", HousePageKind)
    def test_it_starts_from_the_ready_made_text(self, kind: HousePageKind) -> None:
        client = at_desk(make.editor())
        path = f"{LIST}add/?kind={kind}"

        answer = client.post(path, open_form(client, path))

        assert answer.status_code == 302
        page = HousePage.objects.get()
        assert (page.kind, page.language) == (kind, "en")
        assert (page.title, page.text) == ready_text(kind)

    def test_a_kind_that_is_none_starts_empty(self) -> None:
        assert open_form(at_desk(make.editor()), f"{LIST}add/?kind=../x")["text"] == ""

    def test_a_stale_save_is_refused(self) -> None:
        page = make.house_page()
        client = at_desk(make.editor())
        fields = open_form(client, address("housepage", "change", page.pk))
        HousePage.objects.get().save()

        answer = client.post(address("housepage", "change", page.pk), fields | {"text": "Mine."})

        assert "Somebody else saved this after you opened it." in text_of(answer)
        assert HousePage.objects.get().text != "Mine."

    def test_one_that_readers_know_is_not_deleted(self) -> None:
        make.in_force()
        page = HousePage.objects.get()

        answer = at_desk(make.administrator()).post(address("housepage", "delete", page.pk), {"post": "yes"})

        assert answer.status_code == 403


class TestPuttingItInForce:
    def test_it_is_seen_first_as_readers_would(self) -> None:
        page = make.house_page(title="How we check", text="With *care*.")

        shown = at_desk(make.editor()).get(address("housepage", "publish", page.pk)).content.decode()

        assert "<p>With <em>care</em>.</p>" in shown
        assert "An administrator puts it in force." in shown

    def test_an_administrator_does_it_with_a_note(self) -> None:
        page = make.house_page(text="One.")
        make.put_in_force(page, text="One.")
        page.text = "Two."
        page.save()
        client = at_desk(make.administrator())
        path = address("housepage", "publish", page.pk)

        answer = client.post(path, open_form(client, path) | {"note": "One was too few."})

        assert answer.status_code == 302
        newest = HousePageVersion.objects.of("methodology").first()
        assert newest is not None
        assert (newest.number, newest.text, newest.note) == (2, "Two.", "One was too few.")

    def test_a_refusal_says_why_and_keeps_the_note(self) -> None:
        page = make.house_page(text="We are [FILL IN: who].")
        client = at_desk(make.administrator())
        make.in_force("methodology", language="de")

        answer = client.post(
            address("housepage", "publish", page.pk), {"version": page.version, "note": "Said at last."}
        )

        assert answer.status_code == 409
        assert "“[FILL IN: who]” is not filled in" in text_of(answer)
        assert "Said at last." in answer.content.decode()

    def test_what_was_saved_since_it_was_looked_at_is_looked_at_again(self) -> None:
        page = make.house_page()
        HousePage.objects.get().save()

        answer = at_desk(make.administrator()).post(
            address("housepage", "publish", page.pk), {"version": page.version, "note": ""}
        )

        assert answer.status_code == 412
        assert not HousePageVersion.objects.exists()

    def test_an_editor_is_refused(self) -> None:
        page = make.house_page()

        answer = at_desk(make.editor()).post(address("housepage", "publish", page.pk), {"version": page.version})

        assert answer.status_code == 403
        assert not HousePageVersion.objects.exists()

    def test_there_is_nothing_to_do_where_it_is_in_force(self) -> None:
        make.in_force()
        page = HousePage.objects.get()

        shown = text_of(at_desk(make.administrator()).get(address("housepage", "publish", page.pk)))

        assert "The saved draft is what is in force, as version 1." in shown


class TestTheProfile:
    def test_its_place_in_the_navigation_leads_to_the_one_there_is(self) -> None:
        client = at_desk(make.administrator())
        before = client.get("/admin/claims/houseprofile/")
        path = before["Location"]

        client.post(path, open_form(client, path) | {"legal_name": "Facts e. V.", "same_as": "https://a.example/"})
        after = client.get("/admin/claims/houseprofile/")

        assert path == "/admin/claims/houseprofile/add/"
        assert after["Location"] == "/admin/claims/houseprofile/1/change/"
        assert HouseProfile.objects.told()["same_as"] == ["https://a.example/"]
        assert client.get("/admin/claims/houseprofile/add/").status_code == 403

    def test_an_address_that_is_none_is_refused(self) -> None:
        client = at_desk(make.administrator())
        path = address("houseprofile", "add")

        client.post(path, open_form(client, path) | {"same_as": "javascript:alert(1)"})

        assert not HouseProfile.objects.exists()

    def test_it_is_an_administrator_s(self) -> None:
        assert at_desk(make.editor()).get(address("houseprofile", "add")).status_code == 403
