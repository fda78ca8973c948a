"""The public log of corrections: its page and its feed."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.models import Claim, PublicationBody, Review
from claims.views import asking
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db
PAGE, FEED = "/corrections/", "/corrections/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def corrected(kind: str = "factual", note: str = "We erred.", **columns: Any) -> Claim:
    """A claim whose summary was corrected from “It has not.” to “It did not.”"""
    claim = make.published(**{"summary": "It has not."} | columns)
    make.propose(claim, by=make.writer(), summary="It did not.")
    desk.correct(claim, by=make.editor(), kind=kind, note=note)
    return Claim.objects.get(pk=claim.pk)


class TestTheLog:
    def test_it_tells_what_was_and_what_is(self, client: Client) -> None:
        corrected(statement="Crime has tripled.")

        page = client.get(PAGE)

        assert "Factual correction" in words(page)
        assert "Crime has tripled." in words(page)
        assert "We erred." in words(page)
        assert re.search(r"<del><span[^>]*>was: “</span>has<span", html(page))
        assert re.search(r"<ins><span[^>]*>now: “</span>did<span", html(page))

    def test_it_says_what_it_means_to_be_empty(self, client: Client) -> None:
        make.published()

        assert "Nothing has been corrected yet." in words(client.get(PAGE))
        assert "There was no correction of this kind." in words(client.get(PAGE, {"kind": "verdict"}))

    def test_it_counts_each_kind_and_can_be_narrowed_to_one(self, client: Client) -> None:
        corrected("clarification", "Clearer.")
        corrected("factual", "Wrong year.")

        page = words(client.get(PAGE, {"kind": "clarification"}))

        assert "All 2 Typo 0 Clarification 1 Factual correction 1 Verdict change 0 Withdrawal 0" in page
        assert "Clearer." in page
        assert "Wrong year." not in page

    def test_an_update_is_none(self, client: Client) -> None:
        claim = make.published()
        make.propose(claim, by=make.writer(), summary="It did not.")
        desk.update(claim, by=make.editor(), note="New figures.")

        assert "New figures." not in words(client.get(PAGE))

    def test_what_was_taken_back_shows_its_notices_only(self, client: Client) -> None:
        claim = corrected()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        for address in (PAGE, FEED, "/api/v1/corrections/", f"/claims/{claim.slug}/"):
            said = html(client.get(address))
            assert "Wrong person." in said
            assert "We erred." in said
            assert "<del>" not in said.replace("&lt;", "<").replace("&gt;", ">")
        assert "did not" not in html(client.get(PAGE))

    def test_a_restored_check_shows_them_again(self, client: Client) -> None:
        claim = corrected()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        desk.restore(claim, by=make.editor(), note="The right one.")

        page = words(client.get(PAGE))

        assert "Restoration" in page
        assert "“did” not." in re.sub(r"\s+", " ", page)

    def test_a_merged_check_leads_to_the_other(self, client: Client) -> None:
        claim = corrected()
        Review.objects.filter(claim=claim).update(moved_to="the-other")

        page = html(client.get(PAGE))

        assert 'href="/claims/the-other/"' in page
        assert "<del>" not in page

    def test_a_document_that_the_law_had_erased_leaves_the_notice(self, client: Client) -> None:
        claim = corrected()
        make.against_the_triggers(PublicationBody.objects.filter(publication__claim=claim).delete)

        for address in (PAGE, FEED, "/api/v1/corrections/"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "We erred." in html(answer)

    def test_older_ones_stand_on_further_pages(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "PAGE_SIZE", 2)
        for note in ("One.", "Two.", "Three."):
            corrected(note=note)

        first = client.get(PAGE)
        (older,) = re.findall(r'rel="next" href="(\?before=\d+)"', html(first))
        second = client.get(PAGE + older)

        assert "Three." in words(first)
        assert "Two." in words(first)
        assert "One." not in words(first)
        assert "One." in words(second)
        assert "Newest corrections" in words(second)
        assert 'rel="next"' not in html(second)

    @pytest.mark.parametrize(
        "query", ["before=0", "before=x", "before=-1", "before=9e9", f"before={'9' * 400}", "before=١", "kind=rumour"]
    )
    def test_what_cannot_be_meant_is_refused_with_what_can(self, client: Client, query: str) -> None:
        answer = client.get(f"{PAGE}?{query}")

        assert answer.status_code == 400
        assert f"“{query.partition('=')[0]}” is" in words(answer)

    @pytest.mark.parametrize("address", [PAGE, FEED])
    def test_its_cost_does_not_grow_with_its_length(
        self, client: Client, address: str, django_assert_max_num_queries: Callable
    ) -> None:
        for number in (1, 9):
            for _claim in range(number):
                corrected()
            with django_assert_max_num_queries(3):
                assert client.get(address).status_code == 200

    @pytest.mark.parametrize("address", [PAGE, FEED])
    def test_it_may_be_kept_until_something_in_it_changes(self, client: Client, address: str) -> None:
        claim = corrected()
        first = client.get(address)

        again = client.get(address, headers={"if-none-match": first["ETag"]})
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        later = client.get(address, headers={"if-none-match": first["ETag"]})

        assert "stale-while-revalidate=86400" in first["Cache-Control"]
        assert not first.cookies
        assert (again.status_code, again.content) == (304, b"")
        assert later.status_code == 200


class TestTheFeed:
    def test_it_is_atom_with_an_id_of_its_own_for_each_notice(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"
        claim = corrected(statement="Crime has <b>tripled</b> & more.", slug="crime")
        make.propose(claim, by=make.writer(), summary="It never did.")
        desk.correct(claim, by=make.editor(), note="Again.")

        answer = client.get(FEED)
        feed = ET.fromstring(answer.content)
        entries = feed.findall(f"{ATOM}entry")

        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links == {
            "alternate": "https://facts.example.org/corrections/",
            "self": "https://facts.example.org/corrections/feed/",
        }
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert [re.sub(r",[0-9-]{10}:", ",DAY:", str(each)) for each in ids] == [
            "tag:facts.example.org,DAY:corrections/3",
            "tag:facts.example.org,DAY:corrections/2",
        ]
        assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
        assert entries[1].findtext(f"{ATOM}title") == "Factual correction: Crime has <b>tripled</b> & more."
        assert "It <del>has</del> <ins>did</ins> not." in str(entries[1].findtext(f"{ATOM}content"))
        link = entries[1].find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == "https://facts.example.org/claims/crime/#entry-2"

    def test_it_can_be_narrowed_to_a_kind(self, client: Client) -> None:
        corrected("clarification", "Clearer.")
        corrected("factual", "Wrong year.")

        said = html(client.get(FEED, {"kind": "factual"}))

        assert "Wrong year." in said
        assert "Clearer." not in said
        assert "/corrections/feed/?kind=factual" in said

    def test_no_character_breaks_it(self, client: Client) -> None:
        corrected(note="Not \ufffe in XML.")

        assert "Not \ufffd in XML." in ET.fromstring(client.get(FEED).content).findtext(
            f"{ATOM}entry/{ATOM}summary", ""
        )

    def test_it_is_well_formed_when_nothing_was_corrected(self, client: Client) -> None:
        assert ET.fromstring(client.get(FEED).content).findall(f"{ATOM}entry") == []


class TestTheClaimsPage:
    def test_its_notice_is_the_newest_that_is_no_typo(self, client: Client) -> None:
        claim = corrected(note="Wrong year.")
        make.propose(claim, by=make.writer(), summary="It did not!")
        desk.correct(claim, by=make.editor(), kind="typo", note="A full stop.")

        page = client.get(f"/claims/{claim.slug}/")
        notice = re.search(r'<div class="changed-notice">(.*?)</div>', html(page), re.DOTALL)

        assert notice is not None
        assert "Factual correction" in notice[1]
        assert "Wrong year." in notice[1]
        assert "A full stop." in words(page)
        assert "<del>" in html(page)

    def test_a_silent_typo_is_no_notice(self, client: Client) -> None:
        claim = make.published(summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It has not!")
        desk.correct(claim, by=make.editor(), kind="typo")

        page = client.get(f"/claims/{claim.slug}/")

        assert "changed-notice" not in html(page)
        assert "Typo" in words(page)

    def test_a_change_stands_in_the_language_of_the_claim(self, client: Client) -> None:
        claim = corrected(statement="زادت الجريمة.", language="ar", slug="crime")

        assert '<dd class="diff" lang="ar" dir="rtl">' in html(client.get(f"/claims/{claim.slug}/"))
