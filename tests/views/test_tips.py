"""Readers' tips: the form, what keeps programs out, and the private address."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Tip
from claims.vocabulary import TipStatus
from factcheck.requests import without_token
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db

NEW = "The mayor sold the harbour."


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    caches["readers"].clear()


def stamp(age: int = 60) -> str:
    """The stamp of a form that was shown so many seconds ago."""
    then = signing.b62_encode(int(time.time()) - age)
    return signing.Signer(salt="claims.tip").sign(f"tip:{then}")


def send(client: Client | None = None, path: str = "/tips/", **said: Any) -> HttpResponse:
    """Send the form as a browser does."""
    return (client or Client()).post(path, {"text": NEW, "homepage": "", "stamp": stamp()} | said)


def sent(**said: Any) -> str:
    """Where a tip that was sent is followed."""
    answer = send(**said)
    assert answer.status_code == 303, words(answer)
    return answer["Location"]


class TestForm:
    def test_it_is_shown_without_a_cookie_and_kept_by_nobody(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            page = Client().get("/tips/", {"text": 'A "quoted" <b>claim</b>', "link": "https://example.org/a"})

        assert not page.cookies
        assert page["Cache-Control"] == "no-store"
        assert "A &quot;quoted&quot; &lt;b&gt;claim&lt;/b&gt;" in html(page)
        assert 'value="https://example.org/a"' in html(page)

    def test_every_field_has_a_label(self) -> None:
        page = html(Client().get("/tips/"))
        form = page[page.index('class="tip-form"') :]

        fields = set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', form)) - {"tip-stamp"}
        assert fields == set(re.findall(r'<label[^>]* for="([^"]+)"', form))

    def test_it_reads_from_the_right_where_the_language_does(self) -> None:
        page = Client().get("/ar/tips/")

        assert 'dir="rtl"' in html(page)

    def test_it_is_linked_from_every_page_and_from_a_search_that_finds_nothing(self) -> None:
        page = html(Client().get("/search/?q=harbour"))

        assert 'href="/tips/"' in page
        assert 'href="/tips/?text=harbour"' in page

    @pytest.mark.parametrize(
        ("said", "where"),
        [
            ({"text": ""}, "tip-text_error"),
            ({"text": "x" * 2001}, "tip-text_error"),
            ({"text": "a\x00b"}, "tip-text_error"),
            ({"text": "a\x07b"}, "tip-text_error"),
            ({"link": "javascript:alert(1)"}, "tip-link_error"),
            ({"link": "ftp://example.org"}, "tip-link_error"),
            ({"link": "https://[/"}, "tip-link_error"),
            ({"contact": "nobody"}, "tip-contact_error"),
            ({"contact": "reader@example.org"}, "tip-consented_error"),
        ],
    )
    def test_a_fault_stands_beside_its_field(self, said: dict[str, str], where: str) -> None:
        answer = send(**said)

        assert answer.status_code == 400
        assert f'id="{where}"' in html(answer)
        assert f'aria-describedby="{where}"' in html(answer)
        assert not Tip.objects.exists()

    def test_lines_are_counted_as_a_browser_counts_them(self) -> None:
        sent(text="line\r\n" * 400)

        assert Tip.objects.get().text == "\n".join(["line"] * 400)

    def test_it_is_read_or_posted_to_and_nothing_else(self) -> None:
        assert Client().put("/tips/").status_code == 405


class TestSpam:
    @pytest.mark.parametrize(
        "said",
        [
            lambda: {"homepage": "https://spam.example"},
            lambda: {"stamp": ""},
            lambda: {"stamp": "tip:0:x"},
            lambda: {"stamp": stamp(age=0)},
            lambda: {"stamp": stamp(age=2 * 24 * 60 * 60)},
        ],
        ids=["trap", "no stamp", "made up", "too quick", "too late"],
    )
    def test_a_program_is_told_to_wait_and_sends_nothing(self, said: Callable[[], dict[str, str]]) -> None:
        answer = send(**said())

        assert answer.status_code == 400
        assert "This was not sent." in words(answer)
        assert not Tip.objects.exists()

    def test_a_quick_reader_only_presses_again(self) -> None:
        quick = stamp(age=0)

        answer = send(stamp=quick)

        assert quick in html(answer)
        assert NEW in words(answer)

    def test_a_form_that_was_left_open_gets_a_new_stamp(self) -> None:
        old = stamp(age=2 * 24 * 60 * 60)

        answer = html(send(stamp=old))

        assert old not in answer
        assert re.search(r'name="stamp" value="tip:', answer)

    def test_a_network_sends_so_many_in_an_hour(self, settings: Any) -> None:
        settings.TIPS_LIMIT = 2
        for _time in range(2):
            sent()

        refused = send()
        other = send(Client(REMOTE_ADDR="192.0.2.7"))

        assert refused.status_code == 429
        assert refused["Retry-After"] == "3600"
        assert NEW in words(refused)
        assert other.status_code == 303

    def test_neighbours_in_one_ipv6_network_are_one(self, settings: Any) -> None:
        settings.TIPS_LIMIT = 1

        answers = [send(Client(REMOTE_ADDR=f"2001:db8::{host}")).status_code for host in (1, 2)]

        assert answers == [303, 429]

    def test_none_counts_where_the_house_sets_no_limit(self, settings: Any) -> None:
        settings.TIPS_LIMIT = 0

        assert {send().status_code for _time in range(12)} == {303}


class TestAnsweredAlready:
    def test_a_check_of_the_same_is_shown_before_it_is_sent(self) -> None:
        claim = make.published(statement="Crime has tripled.")
        make.published(statement="Whales are fish.")

        answer = send(text="Is it true that crime has tripled?")

        assert answer.status_code == 200
        assert f'href="/claims/{claim.slug}/"' in html(answer)
        assert "Whales" not in words(answer)
        assert "Is it true that crime has tripled?" in words(answer)
        assert not Tip.objects.exists()

    def test_it_can_be_sent_all_the_same(self) -> None:
        make.published(statement="Crime has tripled.")

        sent(text="Is it true that crime has tripled?", send="1")

        assert Tip.objects.count() == 1

    def test_checks_of_the_article_at_the_link_are_shown(self) -> None:
        version = make.article(url="https://paper.example/crime")
        claim = make.published(version=version)

        answer = send(text="", link="https://paper.example/crime")

        assert f'href="/claims/{claim.slug}/"' in html(answer)

    def test_no_draft_is_shown(self) -> None:
        make.claim_in_review(statement="Crime has tripled.")

        assert sent(text="Crime has tripled.")

    def test_ten_matches_cost_as_much_as_one_and_five_are_shown(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(10):
            make.published(statement=f"Crime has tripled in town {number}.")

            if number in (0, 9):
                with django_assert_num_queries(3):
                    answer = send(text="Crime has tripled in town.", link="https://paper.example/none")

        assert html(answer).count('class="check"') == 5


class TestTracking:
    def test_it_leads_back_to_what_was_sent_and_tells_nobody(self) -> None:
        there = sent(contact="reader@example.org", consented="on")

        page = Client().get(there)

        assert page["Cache-Control"] == "no-store"
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies
        assert "Received" in words(page)
        assert f"http://testserver{there}" in words(page)
        for private in (NEW, "reader@example.org"):
            assert private not in html(page)

    def test_its_language_is_kept(self) -> None:
        answer = send(path="/es/tips/")

        assert answer["Location"].startswith("/es/tips/")
        assert Tip.objects.get().language == "es"

    def test_it_says_why_it_cannot_be_checked(self) -> None:
        tip, token = make.tip()
        desk.refuse_tip(tip, by=make.writer(), reason="It is <b>an opinion</b>.")

        page = Client().get(reverse("tip", args=[token]))

        assert "Not checkable" in words(page)
        assert "It is &lt;b&gt;an opinion&lt;/b&gt;." in html(page)

    def test_a_check_is_linked_once_it_is_public_and_not_before(self) -> None:
        claim = make.claim_in_review(statement="Crime has tripled.")
        tip, token = make.tip()
        desk.join_tip(tip, by=make.writer(), claim=claim)
        before = Client().get(reverse("tip", args=[token]))

        desk.publish(claim, by=make.editor())
        after = Client().get(reverse("tip", args=[token]))
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        withdrawn = Client().get(reverse("tip", args=[token]))

        assert "Being looked at" in words(before)
        assert f'href="/claims/{claim.slug}/"' in html(after)
        assert "Crime has tripled." in words(after)
        for page in (before, withdrawn):
            assert 'href="/claims/' not in html(page)
            assert "Crime has tripled." not in words(page)

    def test_it_follows_its_claim_into_another(self) -> None:
        stays, goes = make.published(), make.published()
        tip, token = make.tip()
        desk.join_tip(tip, by=make.writer(), claim=goes)

        desk.merge(goes, by=make.editor(), into=stays, note="They say the same.")

        assert f'href="/claims/{stays.slug}/"' in html(Client().get(reverse("tip", args=[token])))

    def test_its_reader_forgets_the_address_there(self) -> None:
        _tip, token = make.tip(contact="reader@example.org", consented=True)
        there = reverse("tip", args=[token])
        assert "Forget my e-mail address" in words(Client().get(there))

        answer = Client(enforce_csrf_checks=True).post(there)

        assert (answer.status_code, answer["Location"]) == (303, there)
        assert Tip.objects.get().contact == ""
        assert "Forget" not in words(Client().get(there))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_one_that_was_made_up_answers_like_nothing_at_all(self, method: str) -> None:
        _tip, token = make.tip()
        nothing = html(Client().get("/nothing/at/all/"))

        answers = [getattr(Client(), method)(reverse("tip", args=[made])) for made in (token[:-1], "x", token + "x")]

        assert {answer.status_code for answer in answers} == {404}
        assert all(html(answer) == nothing for answer in answers)

    def test_the_log_does_not_hold_its_token(self) -> None:
        _tip, token = make.tip()

        request = Client().get(reverse("tip", args=[token])).wsgi_request

        assert without_token(request) == "/tips/…/"

    def test_every_status_has_a_word_for_readers(self) -> None:
        assert [str(status.label) for status in TipStatus] == [
            *("Received", "Being looked at", "Checked", "Not checkable")
        ]
