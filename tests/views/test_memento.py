"""The page of a claim in time, walked as a client of RFC 7089 walks it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date, parse_http_date
from requests.utils import parse_header_links

from claims import desk
from claims.models import Claim, Publication, PublicationBody
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
DAY = datetime.timedelta(days=1)


def path(address: str) -> str:
    return address.removeprefix(HERE)


def links(response: Any) -> list[dict[str, str]]:
    return parse_header_links(response["Link"])


def by_role(found: list[dict[str, str]], role: str) -> str:
    """The one address that a list of links gives a role."""
    (address,) = [link["url"] for link in found if role in link["rel"].split()]
    return path(address)


class Traveller:
    """A client of the standard: it knows one address, and finds all others by their roles."""

    def __init__(self, client: Client, original: str) -> None:
        self.client, self.original = client, original
        self.page = client.get(original)
        self.timegate, self.timemap = (by_role(links(self.page), role) for role in ("timegate", "timemap"))

    def negotiate(self, moment: str = "") -> Any:
        """What the gate answers for a moment."""
        return self.client.get(self.timegate, headers={"accept-datetime": moment} if moment else {})

    def back_to(self, moment: str = "") -> Any:
        """The page as it was at a moment, by the gate; what the standard asks of both is looked at on the way."""
        gate = self.negotiate(moment)
        assert gate.status_code == 302
        assert "accept-datetime" in gate["Vary"].lower()
        assert "Memento-Datetime" not in gate
        assert by_role(links(gate), "original") == self.original
        memento = self.client.get(path(gate["Location"]))
        assert by_role(links(memento), "original") == self.original
        assert by_role(links(memento), "timegate") == self.timegate
        assert by_role(links(memento), "timemap") == self.timemap
        assert parse_http_date(memento["Memento-Datetime"])
        assert "accept-datetime" not in memento["Vary"].lower()
        return memento

    def mementos(self) -> list[tuple[str, str]]:
        """Every memento of the map, with its moment."""
        answer = self.client.get(self.timemap)
        assert answer["Content-Type"] == "application/link-format"
        found = parse_header_links(answer.content.decode().replace("\n", " "))
        assert by_role(found, "original") == self.original
        assert by_role(found, "timegate") == self.timegate
        assert by_role(found, "self") == self.timemap
        listed = [(path(link["url"]), link["datetime"]) for link in found if "memento" in link["rel"].split()]
        assert by_role(found, "first") == listed[0][0]
        assert by_role(found, "last") == listed[-1][0]
        return listed


def spread(claim: Claim) -> list[datetime.datetime]:
    """Put a day between the entries of a claim, the first of them on 1 May 2026; their moments."""
    entries = Publication.objects.filter(claim=claim).order_by("number")
    moments = [datetime.datetime(2026, 5, 1, 9, 30, 0, 250_000, tzinfo=datetime.UTC) + DAY * n for n in range(9)]

    def change() -> None:
        for entry, moment in zip(entries, moments, strict=False):
            Publication.objects.filter(pk=entry.pk).update(published_at=moment)

    make.against_the_triggers(change)
    return moments[: len(entries)]


def at(moment: datetime.datetime) -> str:
    return http_date(moment.timestamp())


def corrected(claim: Claim, *, summary: str, rating: str = "half-true", note: str = "A later table.") -> None:
    make.propose(claim, by=make.writer(), rating=rating, summary=summary)
    desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note=note)


@pytest.fixture
def claim() -> Claim:
    """A claim that was corrected once."""
    made = make.published(statement="Crime has tripled.", rating="false", summary="It has not.")
    corrected(made, summary="It doubled.")
    return made


class TestACorrectedClaim:
    def test_a_traveller_finds_what_it_said_at_each_moment(self, client: Client, claim: Claim) -> None:
        first, second = spread(claim)
        traveller = Traveller(client, f"/claims/{claim.slug}/")

        for moment, said in [
            (first - DAY, "It has not."),
            (first, "It has not."),
            (second - datetime.timedelta(seconds=1), "It has not."),
            (second, "It doubled."),
            (second + DAY, "It doubled."),
        ]:
            assert said in words(traveller.back_to(at(moment))), moment

    def test_without_a_moment_the_gate_leads_to_the_newest(self, client: Client, claim: Claim) -> None:
        assert "It doubled." in words(Traveller(client, f"/claims/{claim.slug}/").back_to())

    def test_the_map_lists_every_memento_with_its_moment(self, client: Client, claim: Claim) -> None:
        moments = spread(claim)
        traveller = Traveller(client, f"/claims/{claim.slug}/")

        listed = traveller.mementos()

        assert [moment for _address, moment in listed] == [at(moment) for moment in moments]
        for address, moment in listed:
            assert client.get(address)["Memento-Datetime"] == moment
            assert traveller.negotiate(moment)["Location"] == f"{HERE}{address}"

    def test_a_memento_leads_to_those_beside_it(self, client: Client, claim: Claim) -> None:
        corrected(claim, summary="It fell.", rating="true", note="Another table.")
        (first, _), (second, _), (third, _) = Traveller(client, f"/claims/{claim.slug}/").mementos()

        found = links(client.get(second))

        roles = {role: by_role(found, role) for role in ("first", "prev", "next", "last")}
        assert roles == {"first": first, "prev": first, "next": third, "last": third}
        assert {"url": f"{HERE}{second}", "rel": "memento"}.items() <= found[4].items()

    def test_it_says_from_when_to_when_it_stood_and_leads_to_what_stands_now(
        self, client: Client, claim: Claim
    ) -> None:
        spread(claim)
        (old, _), (new, _) = Traveller(client, f"/claims/{claim.slug}/").mementos()

        then, now = client.get(old), client.get(new)

        assert "this is how it stood from 1 May 2026, 09:30 UTC to 2 May 2026, 09:30 UTC." in words(then)
        assert "this is how it has stood since 2 May 2026, 09:30 UTC." in words(now)
        assert "Verdict change. A later table." in words(now)
        assert f'href="/claims/{claim.slug}/">Read it as it stands now' in html(then)

    def test_search_engines_are_sent_to_the_page_and_find_no_old_verdict_as_data(
        self, client: Client, claim: Claim
    ) -> None:
        page = Traveller(client, f"/claims/{claim.slug}/").back_to()

        assert page["X-Robots-Tag"] == "noindex"
        assert f'<link rel="canonical" href="{HERE}/claims/{claim.slug}/">' in html(page)
        assert "ClaimReview" not in html(page)

    def test_its_page_links_to_every_entry(self, client: Client, claim: Claim) -> None:
        page = html(client.get(f"/claims/{claim.slug}/"))

        for number in Publication.objects.filter(claim=claim).values_list("number", flat=True):
            assert f'href="/claims/{claim.slug}/entries/{number}/"' in page

    def test_it_leads_to_the_document_that_can_be_checked(self, client: Client, claim: Claim) -> None:
        (old, _), *_ = Traveller(client, f"/claims/{claim.slug}/").mementos()
        first = Publication.objects.of(claim.public_id)[0]

        page = html(client.get(old))

        assert first.commitment in page
        assert f'href="/api/v1/claims/{claim.public_id}/history/{first.number}/"' in page

    def test_each_language_has_mementos_of_its_own(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."))
        traveller = Traveller(client, f"/es/claims/{claim.slug}/")

        assert "El crimen se ha triplicado." in words(traveller.back_to())
        assert "Crime has tripled." in words(client.get(traveller.mementos()[0][0]))

    def test_whoever_has_it_is_not_sent_it_again_until_another_entry_ends_its_time(
        self, client: Client, claim: Claim
    ) -> None:
        newest = path(Traveller(client, f"/claims/{claim.slug}/").negotiate()["Location"])
        tag = {"if-none-match": client.get(newest)["ETag"]}

        kept = client.get(newest, headers=tag)
        corrected(claim, summary="It fell.", rating="true")
        renewed = client.get(newest, headers=tag)

        assert (kept.status_code, renewed.status_code) == (304, 200)
        assert kept["Memento-Datetime"]

    def test_it_costs_as_much_with_ten_entries_as_with_two(
        self, client: Client, claim: Claim, django_assert_num_queries: Callable
    ) -> None:
        number = Publication.objects.of(claim.public_id)[0].number
        for round_ in range(9):
            for part, queries in ((f"entries/{number}", 3), ("timegate", 2), ("timemap", 2)):
                if round_ in (0, 8):
                    with django_assert_num_queries(queries):
                        client.get(f"/claims/{claim.slug}/{part}/")
            corrected(claim, summary=f"{round_}.", rating=("true", "false")[round_ % 2])


class TestAWithdrawnClaim:
    @pytest.fixture
    def withdrawn(self) -> Claim:
        made = make.published(summary="It has not.")
        desk.withdraw(made, by=make.editor(), note="We had the wrong person.")
        return made

    def test_its_notice_leads_to_what_it_said_before_which_says_that_it_was_withdrawn(
        self, client: Client, withdrawn: Claim
    ) -> None:
        first, _second = spread(withdrawn)

        then = Traveller(client, f"/claims/{withdrawn.slug}/").back_to(at(first))

        assert "It has not." in words(then)
        assert "Withdrawn," in words(then)
        assert "We had the wrong person." in words(then)

    def test_its_newest_memento_is_the_notice(self, client: Client, withdrawn: Claim) -> None:
        now = words(Traveller(client, f"/claims/{withdrawn.slug}/").back_to())

        assert "Withdrawn. We had the wrong person." in now
        assert "It has not." not in now

    def test_restored_all_three_can_be_visited(self, client: Client, withdrawn: Claim) -> None:
        desk.restore(Claim.objects.get(pk=withdrawn.pk), by=make.editor(), note="It was the right person.")
        moments = spread(withdrawn)
        traveller = Traveller(client, f"/claims/{withdrawn.slug}/")

        pages = [words(traveller.back_to(at(moment))) for moment in moments]

        assert ["It has not." in page for page in pages] == [True, False, True]
        assert "It was the right person." in pages[2]
        assert "wrong person" not in pages[0]


class TestAMergedClaim:
    def test_the_way_to_the_other_claim_keeps_its_own_past(self, client: Client) -> None:
        gone, stays = make.published(summary="Our first words."), make.published()
        desk.merge(gone, by=make.editor(), into=stays, note="They say the same.")
        first, second = spread(gone)
        traveller = Traveller(client, f"/claims/{gone.slug}/")

        assert traveller.page.status_code == 301
        assert "Our first words." in words(traveller.back_to(at(first)))
        assert "They say the same." in words(traveller.back_to(at(second)))
        assert len(Traveller(client, f"/claims/{stays.slug}/").mementos()) == 1


class TestErased:
    def test_an_entry_from_which_a_name_was_erased_says_so(self, client: Client) -> None:
        claim = make.published(summary="Jane Roe has not.")
        desk.erase_words(["Jane Roe"], by=make.administrator(), claims=None, subject="a reader", basis="GDPR, 17")

        page = Traveller(client, f"/claims/{claim.slug}/").back_to()

        assert "Jane Roe" not in html(page)
        assert "A person’s name was erased from this entry" in words(page)

    def test_an_entry_whose_document_is_gone_says_so_and_is_no_memento(self, client: Client, claim: Claim) -> None:
        first = Publication.objects.of(claim.public_id)[0]
        make.against_the_triggers(lambda: PublicationBody.objects.filter(publication=first).update(text="", nonce=None))

        page = client.get(f"/claims/{claim.slug}/entries/{first.number}/")

        assert page.status_code == 410
        assert "What we said then is no longer kept, because a law asked for it." in words(page)
        assert "Memento-Datetime" not in page
        assert len(Traveller(client, f"/claims/{claim.slug}/").mementos()) == 1


class TestRefusals:
    @pytest.mark.parametrize(
        "moment",
        [
            "yesterday",
            "2026-05-01T09:30:00Z",
            "Thursday, 31-May-07 20:35:00 GMT",
            "Thu, 31 Feb 2007 20:35:00 GMT",
            "Thu, 31 May 2007 20:35:00 +0200",
            "Thu, 31 May 2007 25:35:00 GMT",
            "Thu, 31 May 2007 20:35:00 GMT, Fri, 01 Jun 2007 20:35:00 GMT",
            "é" * 2000,
        ],
    )
    def test_a_moment_that_cannot_be_meant_is_refused(self, client: Client, claim: Claim, moment: str) -> None:
        answer = client.get(f"/claims/{claim.slug}/timegate/", headers={"accept-datetime": moment})

        assert answer.status_code == 400
        assert "Thu, 31 May 2007 20:35:00 GMT" in words(answer)

    @pytest.mark.parametrize("builder", [make.claim, make.claim_in_review, make.scheduled])
    @pytest.mark.parametrize("part", ["timegate", "timemap", "entries/1"])
    def test_what_is_not_published_has_no_past(self, client: Client, builder: Any, part: str) -> None:
        make.published()

        assert client.get(f"/claims/{builder().slug}/{part}/").status_code == 404

    @pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
    def test_an_entry_that_there_is_not_is_not_there(self, client: Client, claim: Claim, number: str) -> None:
        assert client.get(f"/claims/{claim.slug}/entries/{number}/").status_code == 404

    def test_an_entry_of_another_claim_is_not_there(self, client: Client, claim: Claim) -> None:
        other = Publication.objects.get(claim=make.published())

        assert client.get(f"/claims/{claim.slug}/entries/{other.number}/").status_code == 404
