"""The pictures that go with links, and the tags that name them."""

import re

import pytest
from django.core.cache import caches
from django.test import Client

from claims import desk
from claims.models import Claim, Review
from tests import make

from .pages import html

pytestmark = pytest.mark.django_db


def tags_of(page) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html(page)))


def card_of(address: str, client: Client) -> str:
    """Where the picture of a page is."""
    return tags_of(client.get(address))["og:image"].removeprefix("http://testserver")


class TestHead:
    def test_a_translated_page_is_shared_in_its_own_words(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."))

        own, spanish = (tags_of(client.get(f"{prefix}/claims/{claim.slug}/")) for prefix in ("", "/es"))

        assert (own["og:title"], spanish["og:title"]) == ("Crime has tripled.", "El crimen se ha triplicado.")
        assert own["og:image"] != spanish["og:image"].replace("/es/", "/")

    def test_it_says_what_was_claimed_and_what_was_found(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.", rating="half-true", summary="It doubled.")

        tags = tags_of(client.get(f"/claims/{claim.slug}/"))

        assert tags["og:type"] == "article"
        assert tags["og:title"] == tags["twitter:title"] == "Crime has tripled."
        assert tags["og:description"] == "Half true: It doubled."
        assert tags["og:url"] == f"http://testserver/claims/{claim.slug}/"
        assert tags["og:image:alt"] == "Rated Half true, third of five: “Crime has tripled.”"
        assert tags["twitter:card"] == "summary_large_image"
        assert tags["twitter:image"] == tags["og:image"]
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["article:published_time"] == Review.objects.get().face["record"]["published_at"]

    def test_it_names_its_language_and_the_others(self, client: Client) -> None:
        page = client.get(f"/az/claims/{make.published().slug}/")

        assert tags_of(page)["og:locale"] == "az_AZ"
        assert '<meta property="og:locale:alternate" content="en_GB">' in html(page)
        assert '<meta property="og:locale:alternate" content="az_AZ">' not in html(page)

    def test_a_withdrawn_check_says_so(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.", summary="It has not.")
        desk.withdraw(claim, by=make.editor(), note="We had the wrong person.")

        tags = tags_of(client.get(f"/claims/{claim.slug}/"))

        assert tags["og:description"] == "Check withdrawn. We had the wrong person."
        assert tags["og:image:alt"] == "Check withdrawn: “Crime has tripled.”"

    def test_it_escapes_what_people_wrote(self, client: Client) -> None:
        claim = make.published(statement='"><script>alert(1)</script>', slug="evil")

        assert "<script>alert" not in html(client.get(f"/claims/{claim.slug}/"))

    def test_the_other_pages_have_theirs(self, client: Client) -> None:
        review = make.review(speaker=make.speaker(name="Ada"), topics=[make.topic(name="Crime")])
        places = {"article": review.article_slugs, "speaker": review.speaker_slugs, "topic": review.topic_slugs}

        pages = ["/", *(f"/{kind}s/{slugs[0]}/" for kind, slugs in places.items())]

        for page in pages:
            tags = tags_of(client.get(page))
            assert tags["og:title"], page
            assert client.get(tags["og:image"].removeprefix("http://testserver")).status_code == 200, page


class TestCard:
    def test_it_is_a_picture_that_other_sites_may_load_and_that_is_not_packed_twice(self, client: Client) -> None:
        address = card_of(f"/claims/{make.published().slug}/", client)

        response = client.get(address, headers={"accept-encoding": "gzip"})

        assert response.status_code == 200
        assert response["Content-Type"] == "image/png"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "max-age=60" in response["Cache-Control"]
        assert "Content-Encoding" not in response
        assert response.content.startswith(b"\x89PNG")
        assert not response.cookies

    def test_an_unchanged_one_is_not_sent_again(self, client: Client) -> None:
        address = card_of(f"/claims/{make.published().slug}/", client)
        tag = client.get(address)["ETag"]

        assert client.get(address, headers={"if-none-match": tag}).status_code == 304

    def test_a_correction_moves_it_and_its_old_address_leads_there(self, client: Client) -> None:
        claim = make.published(rating="false")
        page = f"/claims/{claim.slug}/"
        before = card_of(page, client)
        old = client.get(before).content
        make.propose(claim, by=make.writer(), rating="true")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="We erred.")

        after = card_of(page, client)

        assert after != before
        assert client.get(before)["Location"] == after
        assert client.get(after).content != old

    def test_a_withdrawal_moves_it_too(self, client: Client) -> None:
        claim = make.published()
        page = f"/claims/{claim.slug}/"
        before = card_of(page, client)
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        response = client.get(before, follow=True)

        assert response.status_code == 200
        assert response.redirect_chain == [(card_of(page, client), 302)]

    def test_a_merged_claim_leads_to_the_card_of_the_one_that_stays(self, client: Client) -> None:
        gone, stays = make.published(), make.published()
        before = card_of(f"/claims/{gone.slug}/", client)
        desk.merge(gone, by=make.editor(), into=stays, note="They say the same.")

        assert client.get(before)["Location"] == card_of(f"/claims/{stays.slug}/", client)

    def test_each_language_has_its_own(self, client: Client) -> None:
        slug = make.published().slug

        cards = {client.get(card_of(f"{prefix}/claims/{slug}/", client)).content for prefix in ("", "/de", "/ru")}

        assert len(cards) == 3

    def test_only_its_newest_address_costs_a_drawing(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        address = card_of(f"/claims/{make.published().slug}/", client)
        caches["pages"].clear()
        drawn: list[object] = []
        monkeypatch.setattr("claims.views.share_card.picture", lambda card: drawn.append(card) or b"\x89PNG")

        for asked in (address.replace("card-", "card-x"), address, f"{address}?a=1", f"{address}?a=2"):
            client.get(asked)

        assert len(drawn) == 1

    @pytest.mark.parametrize("builder", [make.claim_in_review, make.scheduled])
    def test_what_is_not_published_has_none(self, client: Client, builder) -> None:
        assert client.get(f"/claims/{builder().slug}/card-x.png").status_code == 404

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries) -> None:
        address = card_of(f"/claims/{make.published().slug}/", client)

        with django_assert_num_queries(1):
            client.get(address)

    def test_it_shows_the_record_whatever_the_desk_holds_since(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.")
        address = card_of(f"/claims/{claim.slug}/", client)
        before = client.get(address).content
        Claim.objects.filter(pk=claim.pk).update(statement="A secret.", version=claim.version + 1)
        caches["pages"].clear()

        assert client.get(address).content == before
