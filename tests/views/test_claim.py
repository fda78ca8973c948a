"""The page of one claim."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from claims import desk
from claims.models import Claim, Review
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


def page_of(claim: Claim, client: Client, **headers: str):
    return client.get(f"/claims/{claim.slug}/", headers=headers or None)


class TestClaimPage:
    def test_it_says_what_was_claimed_whether_it_is_so_and_why(self, client: Client) -> None:
        claim = make.published(
            statement="Crime has tripled.", rating="half-true", summary="It doubled.", rationale="See the table [1]."
        )

        page = words(page_of(claim, client))

        assert "Crime has tripled." in page
        assert "Rated Half true, third of five" in page
        assert "What Half true means." in page
        assert "It doubled." in page
        assert "See the table [1]." in page

    def test_it_names_who_said_it_in_their_role_of_then(self, client: Client) -> None:
        deek = make.speaker(name="George Deek")
        claim = make.published(speaker=deek, role="Ambassador")

        page = words(page_of(claim, client))

        assert "George Deek, Ambassador" in page

    def test_it_names_who_wrote_and_who_approved(self, client: Client) -> None:
        claim = make.published(by=make.writer(public_name="Ada"), editor=make.editor(public_name="Grace"))

        page = words(page_of(claim, client))

        assert "Checked by Ada" in page
        assert "Approved by Grace" in page

    def test_its_citations_lead_to_the_evidence_and_back(self, client: Client) -> None:
        claim = make.published(rationale="So says the office [1], twice [1].")

        page = html(page_of(claim, client))

        assert page.count('id="cite-1"') == 1
        assert len(re.findall(r'class="cite"[^>]* href="#evidence-1"', page)) == 2
        assert 'id="evidence-1"' in page
        assert 'href="#cite-1"' in page

    def test_it_offers_no_way_back_from_evidence_that_is_not_cited(self, client: Client) -> None:
        claim = make.published(rationale="It is so.")

        page = html(page_of(claim, client))

        assert 'id="evidence-1"' in page
        assert "#cite-1" not in page

    def test_it_groups_the_evidence_by_stance(self, client: Client) -> None:
        claim = make.claim_in_review()
        make.evidence(claim, stance="refutes", finding="No.")
        make.evidence(claim, stance="supports", finding="Yes.")
        desk.publish(claim, by=make.editor())

        page = words(page_of(claim, client))

        assert page.index("Supports 1") < page.index("Yes.") < page.index("Refutes 1") < page.index("No.")

    def test_it_says_which_evidence_was_read_as_an_excerpt_only(self, client: Client) -> None:
        claim = make.published(source=make.source(read_as="excerpt"))

        page = words(page_of(claim, client))

        assert "1 of 1 source was read as an excerpt only." in page
        assert "read as an excerpt only" in page

    def test_it_marks_a_primary_source_and_links_its_archived_copy(self, client: Client) -> None:
        claim = make.claim_in_review()
        piece = claim.evidence.get()
        piece.primary = True
        piece.save()
        piece.source.captures.create(url="https://archive.example/1", captured_at="2026-04-03T10:00Z")
        desk.publish(claim, by=make.editor())

        page = page_of(claim, client)

        assert "Primary source" in words(page)
        assert "Archived copy, 3 April 2026" in words(page)
        assert 'href="https://archive.example/1"' in html(page)

    def test_it_draws_the_claimed_number_against_the_found_ones(self, client: Client) -> None:
        claim = make.claim_in_review(figure_value=Decimal(30), figure_unit="% of oil")
        make.evidence(claim, figure_low=Decimal(18), figure_high=Decimal(19))
        desk.publish(claim, by=make.editor())

        page = page_of(claim, client)

        assert 'role="img" aria-labelledby="plot-caption"' in html(page)
        assert "Claimed: 30% of oil" in words(page)
        assert "18–19% of oil" in words(page)

    def test_each_found_number_leads_to_its_evidence_and_has_its_words(self, client: Client) -> None:
        claim = make.claim_in_review(figure_value=Decimal(30), figure_unit="% of oil")
        office = make.source(publisher="The office", published_on="2023-03")
        make.evidence(claim, figure_value=Decimal(18), figure_calculation="9 of 50", source=office)
        desk.publish(claim, by=make.editor())

        page = page_of(claim, client)

        assert '<a class="plot-figure" href="#evidence-2" aria-describedby="found-2">' in html(page)
        assert re.search(r"18% of oil ?March 2023 ?The office ?= 9 of 50", words(page))

    def test_it_draws_nothing_where_nothing_was_counted(self, client: Client) -> None:
        claim = make.published()

        assert "plot" not in html(page_of(claim, client))

    def test_its_language_and_direction_stand_on_the_statement(self, client: Client) -> None:
        claim = make.published(statement="الجريمة تضاعفت ثلاث مرات.", language="ar", slug="crime")

        assert '<h1 class="statement" lang="ar" dir="rtl">' in html(page_of(claim, client))

    def test_it_names_its_json_and_its_own_address(self, client: Client, settings) -> None:
        settings.SITE_URL = "https://facts.example.org"
        claim = make.published()

        page = html(page_of(claim, client))

        assert f'<link rel="canonical" href="https://facts.example.org/claims/{claim.slug}/">' in page
        assert f'<link rel="alternate" type="application/json" href="/api/v1/claims/{claim.public_id}/">' in page

    def test_it_escapes_whatever_people_wrote(self, client: Client) -> None:
        evil = '"><script>alert(1)</script>'
        claim = make.claim_in_review(
            statement=f"A {evil}",
            slug="evil",
            summary=evil,
            rationale=f"{evil} [1]",
            role=evil,
            speaker=make.speaker(name=evil),
            verdict={"conflicts": [evil], "open_questions": [evil]},
        )
        make.evidence(claim, finding=evil, excerpt=evil, locator=evil, source=make.source(title=evil, publisher=evil))
        desk.publish(claim, by=make.editor())

        page = html(page_of(claim, client))

        assert (page.count("<script"), page.count("</script")) == (2, 2)  # the page's own data, and its module
        assert "style=" not in page
        assert page.count("&lt;script&gt;") >= 10

    def test_a_draft_has_none(self, client: Client) -> None:
        claim = make.claim_in_review()

        assert page_of(claim, client).status_code == 404

    def test_it_costs_two_queries_however_much_there_is(self, client: Client, django_assert_num_queries) -> None:
        version = make.article()
        short = make.published()
        long = make.claim_in_review(version=version)
        for _piece in range(9):
            make.evidence(long)
            make.published(version=version)
        desk.publish(long, by=make.editor())

        for claim in (short, long):
            with django_assert_num_queries(2):
                page_of(claim, client)

    def test_each_piece_of_evidence_has_an_address_of_its_own(self, client: Client) -> None:
        page = html(page_of(make.published(), client))

        assert '<li class="evidence stance-context" id="evidence-1">' in page
        assert '<a class="evidence-link" href="#evidence-1">Link to this evidence' in page


class TestWhereItWasSaid:
    def test_several_places_stand_in_time_and_the_first_known_is_named(self, client: Client) -> None:
        claim = make.claim_in_review()
        make.appearance(claim, said_on="2024", quote="Taxes fell")
        make.appearance(claim, said_on="2023-03", quote="she said")
        desk.publish(claim, by=make.editor())

        page = words(page_of(claim, client)).partition("Where it was said, 3 times")[2]

        assert page.index("March 2023 first known") < page.index("2024") < page.index("undated")
        assert page.count("first known") == 1

    def test_one_place_alone_is_no_time_line(self, client: Client) -> None:
        page = page_of(make.published(), client)

        assert "timeline" not in html(page)
        assert "Where it was said Crime has tripled" in words(page)

    def test_who_said_it_first_stands_under_the_claim(self, client: Client) -> None:
        claim = make.claim_in_review(speaker=make.speaker(name="Late"))
        make.appearance(claim, said_on="2023", speaker=make.speaker(name="Early"), role="Minister")
        desk.publish(claim, by=make.editor())

        assert "Early, Minister, 2023 and in 1 other place" in words(page_of(claim, client))

    def test_where_nobody_is_named_the_article_stands_there(self, client: Client) -> None:
        claim = make.published(version=make.article(title="Ties", publisher="The paper"))

        assert re.search(r"Ties, The paper .*Rated False", words(page_of(claim, client)))


class TestRelated:
    def test_it_names_what_is_near_and_why(self, client: Client) -> None:
        version, speaker, topic = make.article(), make.speaker(name="Deek"), make.topic(name="Oil")
        make.published(statement="In it.", version=version, rating="half-true")
        make.published(statement="By him.", speaker=speaker)
        make.published(statement="Of oil.", topics=[topic])
        claim = make.published(version=version, speaker=speaker, topics=[topic])

        page = words(page_of(claim, client)).partition("Related checks")[2]

        assert re.search(
            r"Rated Half true, third of fiveHalf true In it. In the same article "
            r".* By him. Also said by Deek .* Of oil. Also about Oil ",
            page,
        )

    def test_none_are_named_where_there_are_none(self, client: Client) -> None:
        assert "Related checks" not in words(page_of(make.published(), client))

    def test_a_page_is_sent_again_when_a_related_check_says_something_else(self, client: Client) -> None:
        version = make.article()
        other, claim = make.published(version=version), make.published(version=version)
        tag = page_of(claim, client)["ETag"]
        make.propose(other, by=make.writer(), rating="true")
        desk.correct(Claim.objects.get(pk=other.pk), by=make.editor(), kind="verdict", note="We erred.")

        assert page_of(claim, client, **{"if-none-match": tag}).status_code == 200


class TestCiting:
    def test_it_can_be_cited_in_three_forms(self, client: Client) -> None:
        claim = make.published(by=make.writer(public_name="Ada & Co"))

        page = words(page_of(claim, client))

        assert f"Ada & Co: “{claim.statement}” – False." in page
        assert r"author = {{Ada \& Co}}" in page
        assert "{{cite web |author=Ada &#38; Co |title=" in page

    def test_it_is_cited_by_an_address_that_speaks_no_language(self, client: Client, settings) -> None:
        settings.SITE_URL = "https://facts.example.org"
        claim = make.published()

        page = html(client.get(f"/de/claims/{claim.slug}/"))

        assert f"url = {{https://facts.example.org/claims/{claim.slug}/}}" in page


class TestHistory:
    def test_it_keeps_the_earlier_wording_and_says_why_it_changed(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.", summary="It has not.", rating="false")
        make.propose(claim, by=make.writer(), rating="half-true", summary="It doubled.")
        desk.correct(
            Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="A later table came to light."
        )

        page = words(page_of(claim, client))

        assert "Rated Half true, third of five" in page
        assert page.count("A later table came to light.") == 2  # beside the verdict and in the history
        assert re.search(r"What we said then: Crime has tripled\. False It has not\.", page)

    def test_a_withdrawn_check_leaves_its_note_and_history(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.", summary="It has not.", rationale="Secret reasons [1].")
        desk.withdraw(claim, by=make.editor(), note="We had the wrong person.")

        response = page_of(claim, client)
        page = words(response)

        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in html(response)
        assert "Check withdrawn" in page
        assert "We had the wrong person." in page
        assert "It has not." in page
        assert "Secret reasons" not in page

    def test_the_record_names_the_commitment_of_the_entry(self, client: Client) -> None:
        claim = make.published()

        assert Review.objects.get(claim=claim).commitment in words(page_of(claim, client))


class TestBadInput:
    @pytest.mark.parametrize("slug", ["a%00b", "a%ED%A0%80b", "x" * 5000, "..%2f..%2fetc", "%25s"])
    def test_an_address_that_cannot_be_is_not_found(self, client: Client, slug: str) -> None:
        assert client.get(f"/claims/{slug}/").status_code == 404

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
    def test_only_reading_is_allowed(self, client: Client, method: str) -> None:
        claim = make.published()

        assert getattr(client, method)(f"/claims/{claim.slug}/").status_code == 405

    def test_head_answers_without_a_body(self, client: Client) -> None:
        claim = make.published()

        response = client.head(f"/claims/{claim.slug}/")

        assert response.status_code == 200
        assert response["ETag"]
        assert not response.content
