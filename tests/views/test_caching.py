"""How long pages may be kept."""

import gzip
import re

import pytest
from django.core.cache import cache
from django.test import Client

from claims import desk
from claims.models import Claim
from tests import make

pytestmark = pytest.mark.django_db


class TestCaching:
    def test_a_page_is_public_and_served_stale_while_it_is_renewed(self, client: Client) -> None:
        claim = make.published()

        response = client.get(f"/claims/{claim.slug}/")

        assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60", "stale-while-revalidate=86400"}
        assert response["Vary"] == "Accept-Encoding"
        assert not response.cookies

    def test_a_page_comes_packed_to_whom_unpacks_it_and_plain_to_others(self, client: Client) -> None:
        address = f"/claims/{make.published().slug}/"

        packed = client.get(address, headers={"accept-encoding": "br, gzip"})
        plain = client.get(address, headers={"accept-encoding": "gzip;q=0, br"})

        assert packed["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] == plain["ETag"]

    def test_whoever_asks_for_many_pages_pushes_no_count_of_tries_out_of_memory(self, client: Client) -> None:
        cache.set("tries of somebody", [1, 2, 3])

        for number in range(320):  # more than the memory of pages holds
            client.get(f"/repeated/?any={number}")

        assert cache.get("tries of somebody") == [1, 2, 3]

    def test_an_unchanged_page_is_not_sent_again(self, client: Client) -> None:
        address = f"/claims/{make.published().slug}/"
        tag = client.get(address)["ETag"]

        response = client.get(address, headers={"if-none-match": tag})

        assert response.status_code == 304
        assert response["ETag"] == tag
        assert "max-age=60" in response["Cache-Control"]

    def test_a_corrected_page_is_sent_again(self, client: Client) -> None:
        claim = make.published()
        tag = client.get(f"/claims/{claim.slug}/")["ETag"]
        make.propose(claim, by=make.writer(), summary="It did.")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), note="We erred.")

        assert client.get(f"/claims/{claim.slug}/", headers={"if-none-match": tag}).status_code == 200

    @pytest.mark.parametrize("address", ["/corrections/", "/corrections/feed/", "/impact/", "/search/"])
    def test_a_page_from_which_the_law_erased_a_name_is_sent_again(self, client: Client, address: str) -> None:
        claim = make.published_asking(addressee="The paper of Jane Roe")
        make.propose(claim, by=make.writer(), summary="It did.")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), note="Jane Roe said it.")
        tag = client.get(address)["ETag"]

        desk.erase_words(["Jane Roe"], by=make.administrator(), claims=[claim], subject="somebody", basis="GDPR, 17")

        assert client.get(address, headers={"if-none-match": tag}).status_code == 200

    def test_a_page_in_other_clothes_is_sent_again(self, client: Client, settings) -> None:
        claim = make.published()
        tag = client.get(f"/claims/{claim.slug}/")["ETag"]

        settings.SITE_NAME = "Another desk"

        assert client.get(f"/claims/{claim.slug}/", headers={"if-none-match": tag}).status_code == 200

    def test_no_page_has_a_script_or_a_style_of_its_own(self, client: Client) -> None:
        response = client.get(f"/claims/{make.published().slug}/")

        page = response.content.decode()
        data, module = re.findall("<script[^>]*>", page)
        assert data == '<script type="application/ld+json">'  # no browser runs it
        assert re.fullmatch(r'<script type="module" src="/static/claims/claim[^"/]*\.js">', module)
        assert "<style" not in page
        assert " style=" not in page
        assert "'unsafe-inline'" not in response["Content-Security-Policy"]
