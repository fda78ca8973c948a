"""The pages about the house: what is in force, what was, and in whose language."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from claims import desk
from claims.models import HousePageVersion, HouseProfile
from claims.views import imprint
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


def house_data(page: str) -> Any:
    """The data block of a page, as a browser cuts it out of the page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


class TestAPage:
    def test_it_shows_what_is_in_force_and_since_when(self, client: Client) -> None:
        page = make.house_page(title="How we check")
        make.put_in_force(page, text="With care.")
        make.put_in_force(page, text="With *more* care.", note="We take more care.")

        shown = client.get("/about/methodology/")

        assert "Methodology How we check Version 2, in force since" in words(shown)
        assert "<p>With <em>more</em> care.</p>" in html(shown)
        assert "With care." not in html(shown)

    def test_its_headings_begin_under_the_title(self, client: Client) -> None:
        make.in_force(text="# Evidence\n\n### Sources")

        page = html(client.get("/about/methodology/"))

        assert "<h2>Evidence</h2>" in page
        assert "<h3>Sources</h3>" in page

    @pytest.mark.parametrize("address", ["/about/methodology/", "/about/methodology/versions/1/", "/about/nonsense/"])
    def test_what_was_never_published_is_not_there(self, client: Client, address: str) -> None:
        make.house_page(text="A draft.")

        assert client.get(address).status_code == 404

    def test_a_draft_does_not_show(self, client: Client) -> None:
        version = make.in_force(text="Published.")
        draft = make.HousePage.objects.get()
        draft.text, draft.title = "Secret.", "Secret."
        draft.save()

        for address in ("/about/", "/about/methodology/", f"/about/methodology/versions/{version.number}/"):
            assert "Secret." not in html(client.get(address))

    def test_it_costs_as_much_with_ten_versions_as_with_one(
        self, client: Client, django_assert_num_queries: Callable
    ) -> None:
        page = make.house_page()
        for number in range(10):
            make.put_in_force(page, text=f"Text {number}.")
            if number in (0, 9):
                with django_assert_num_queries(4):
                    client.get("/about/methodology/")

    def test_it_is_sent_again_when_a_version_follows(self, client: Client) -> None:
        page = make.house_page()
        make.put_in_force(page, text="One.")
        tag = client.get("/about/methodology/")["ETag"]

        kept = client.get("/about/methodology/", headers={"if-none-match": tag})
        make.put_in_force(page, text="Two.")
        renewed = client.get("/about/methodology/", headers={"if-none-match": tag})

        assert (kept.status_code, renewed.status_code) == (304, 200)

    @pytest.mark.parametrize("address", ["/about/", "/about/methodology/", "/about/methodology/versions/3/"])
    def test_it_is_sent_again_when_the_law_erases_a_name_from_what_it_shows_beside(
        self, client: Client, address: str
    ) -> None:
        page = make.house_page()
        for text, note in (("One.", ""), ("By Jane Roe.", "Jane Roe came."), ("Three.", "Jane Roe left.")):
            make.put_in_force(page, text=text, note=note)
        tag = client.get(address)["ETag"]

        desk.erase_words(["Jane Roe"], by=make.administrator(), claims=None, subject="a member", basis="GDPR, 17")
        renewed = client.get(address, headers={"if-none-match": tag})

        assert renewed.status_code == 200
        assert "Jane Roe" not in html(renewed)


class TestAnEarlierVersion:
    def test_it_shows_what_was_in_force_and_leads_to_what_is(self, client: Client) -> None:
        page = make.house_page()
        make.put_in_force(page, text="With care.")
        make.put_in_force(page, text="With more care.")

        shown = client.get("/about/methodology/versions/1/")

        assert "Version 1, in force from" in words(shown)
        assert "With care." in words(shown)
        assert 'href="/about/methodology/">What is in force now' in html(shown)
        assert '<meta name="robots" content="noindex">' in html(shown)

    def test_a_version_says_what_it_changed_word_by_word(self, client: Client) -> None:
        page = make.house_page()
        make.put_in_force(page, text="We ask one source.")
        make.put_in_force(page, text="We ask two sources.", note="One was too few.")

        shown = client.get("/about/methodology/versions/2/")

        assert "One was too few." in words(shown)
        assert "was: “one source” now: “two sources” ." in words(shown)

    def test_its_text_can_be_checked_against_its_digest(self, client: Client) -> None:
        version = make.in_force(title="How we check", text="With care.")

        file = client.get("/about/methodology/versions/1.md")

        assert file["Content-Type"] == "text/markdown; charset=utf-8"
        assert hashlib.sha256(file.content).hexdigest() == version.sha256
        assert version.sha256 in html(client.get("/about/methodology/"))

    def test_one_that_a_law_had_redacted_says_so(self, client: Client) -> None:
        make.in_force(text="Rosalind edits.")
        make.against_the_triggers(lambda: HousePageVersion.objects.update(text="[name erased] edits."))

        assert "A person’s name was erased from this version" in words(client.get("/about/methodology/"))


class TestLanguages:
    def test_a_reader_gets_their_own(self, client: Client) -> None:
        make.in_force(text="In English.")
        make.in_force(text="Auf Deutsch.", language="de")

        german = client.get("/de/about/methodology/")

        assert '<div class="house-text" lang="de" dir="ltr"><p>Auf Deutsch.</p>' in html(german)
        assert "In English." in words(client.get("/about/methodology/"))

    def test_else_the_house_s_with_its_direction_and_a_line_that_says_so(self, client: Client) -> None:
        make.in_force(text="In English.")

        arabic = html(client.get("/ar/about/methodology/"))

        assert '<div class="house-text" lang="en" dir="ltr"><p>In English.</p>' in arabic
        assert ": English" in arabic

    def test_a_translation_names_the_text_that_binds(self, client: Client) -> None:
        make.in_force(text="In English.")
        make.in_force(text="Auf Deutsch.", language="de")

        german = html(client.get("/de/about/methodology/"))

        assert 'href="/de/about/methodology/versions/1/"' in german


class TestAboutUs:
    def test_it_lists_what_is_in_force_in_the_order_of_reading(self, client: Client) -> None:
        make.in_force("complaints", title="How to complain")
        make.in_force("methodology", title="How we check")

        shown = words(client.get("/about/"))

        assert shown.index("How we check") < shown.index("How to complain")

    def test_it_is_there_before_anything_is_written(self, client: Client) -> None:
        shown = client.get("/about/")

        assert "Nothing has been written about the house yet." in words(shown)

    def test_it_tells_the_profile_as_it_stands(self, client: Client) -> None:
        HouseProfile.objects.create(
            legal_name="Facts e. V.", founded_on="2019", same_as=["https://social.example/@facts"]
        )

        shown = client.get("/about/")

        assert "Legal name Facts e. V. Founded 2019" in words(shown)
        assert 'href="https://social.example/@facts"' in html(shown)

    def test_it_tells_search_engines(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"
        make.in_force("funding")
        HouseProfile.objects.create(legal_name="</script><script>alert(1)")

        data = house_data(html(client.get("/about/")))

        assert data["@type"] == "NewsMediaOrganization"
        assert data["legalName"] == "</script><script>alert(1)"
        assert data["ownershipFundingInfo"] == "https://facts.example.org/about/funding/"


class TestComplaints:
    @pytest.mark.parametrize("kind", ["complaints", "corrections"])
    def test_a_signatory_tells_where_to_turn_to(self, client: Client, kind: str) -> None:
        make.in_force(kind)
        HouseProfile.objects.create(
            complaints_email="wrong@facts.example",
            ifcn_url="https://ifcn.example/facts",
            efcsn_url="https://efcsn.example/facts",
        )

        shown = client.get(f"/about/{kind}/")

        assert "Write to us first: wrong@facts.example" in words(shown)
        assert "you may inform the IFCN." in words(shown)
        assert "you may complain to the EFCSN." in words(shown)
        assert 'href="https://ifcncodeofprinciples.poynter.org/"' in html(shown)
        assert 'href="https://efcsn.com/complaints/"' in html(shown)

    def test_who_has_signed_nothing_does_not_say_so(self, client: Client) -> None:
        make.in_force("complaints")
        HouseProfile.objects.create(contact_email="desk@facts.example")

        shown = words(client.get("/about/complaints/"))

        assert "Write to us first: desk@facts.example" in shown
        assert "IFCN" not in shown
        assert "EFCSN" not in shown


class TestTheFrame:
    def test_every_page_leads_to_what_is_published_and_to_no_other(self, client: Client) -> None:
        make.in_force("complaints")
        make.house_page("funding")
        cache.delete(imprint.KEY)

        page = html(client.get("/ratings/"))

        assert 'href="/about/"' in page
        assert 'href="/about/complaints/"' in page
        assert "/about/funding/" not in page

    def test_a_page_is_sent_again_when_there_is_more_to_lead_to(self, client: Client) -> None:
        tag = client.get("/ratings/")["ETag"]
        make.in_force("complaints")
        cache.delete(imprint.KEY)

        assert client.get("/ratings/", headers={"if-none-match": tag}).status_code == 200

    def test_the_front_page_tells_search_engines_who_publishes_it(self, client: Client) -> None:
        make.in_force("team")
        cache.delete(imprint.KEY)

        data = house_data(html(client.get("/")))

        assert data["masthead"] == "http://testserver/about/team/"


class TestTheVerdict:
    def test_it_leads_to_the_rules_in_force_when_it_was_published(self, client: Client) -> None:
        page = make.house_page("methodology")
        make.put_in_force(page, text="One.")
        claim = make.published()
        make.put_in_force(page, text="Two.")

        shown = html(client.get(f"/claims/{claim.slug}/"))

        assert 'href="/about/methodology/versions/1/"' in shown
        assert "versions/2/" not in shown

    def test_an_older_one_names_none(self, client: Client) -> None:
        claim = make.published()
        make.in_force()

        assert "Our rules when this was published" not in html(client.get(f"/claims/{claim.slug}/"))
