"""The proof of a claim on the site: public, the same for everybody, and only of what readers know."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.models import Review
from tests import make

pytestmark = pytest.mark.django_db


def address(claim: Any) -> str:
    return f"/claims/{claim.slug}/proof.zip"


def names(answer: Any) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        return archive.namelist()


class TestProof:
    def test_whoever_asks_gets_it_as_a_file(self, client: Client) -> None:
        claim = make.published()

        answer = client.get(address(claim))

        assert "publications/1.json" in names(answer)
        assert answer["Content-Type"] == "application/zip"
        assert answer["Content-Disposition"] == f'attachment; filename="proof-{claim.slug}.zip"'
        assert answer["X-Robots-Tag"] == "noindex"

    def test_who_has_it_is_not_sent_it_again_until_it_changes(self, client: Client) -> None:
        claim = make.published()
        tag = client.get(address(claim))["ETag"]

        same = client.get(address(claim), headers={"If-None-Match": tag})
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        changed = client.get(address(claim), headers={"If-None-Match": tag})

        assert (same.status_code, changed.status_code) == (304, 200)

    def test_it_changes_where_the_law_had_an_older_entry_redacted(self, client: Client) -> None:
        claim = make.published(summary="Xanthe Canary said no.")
        make.propose(claim, by=make.writer(), summary="It has not.")
        desk.correct(claim, by=make.editor(), note="Nobody said so.")
        tag = client.get(address(claim))["ETag"]

        desk.erase_words(["Xanthe Canary"], by=make.administrator(), claims=None, subject="A name", basis="GDPR")

        answer = client.get(address(claim), headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert b"Xanthe" not in answer.getvalue()

    def test_its_page_links_to_it_also_when_it_was_withdrawn(self, client: Client) -> None:
        claim = make.published()

        before = client.get(f"/es/claims/{claim.slug}/").content.decode()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        after = client.get(f"/claims/{claim.slug}/").content.decode()

        assert f'href="{address(claim)}"' in before
        assert f'href="{address(claim)}"' in after

    def test_a_merged_claim_keeps_its_own(self, client: Client) -> None:
        claim = make.published()
        desk.merge(claim, by=make.editor(), into=make.published(), note="They say the same.")

        assert "publications/3.json" in names(client.get(address(claim)))

    @pytest.mark.parametrize("make_it", [make.claim_in_review, make.scheduled])
    def test_what_is_not_public_answers_like_what_is_not_there(self, client: Client, make_it: Any) -> None:
        hidden, absent = client.get(address(make_it())), client.get("/claims/nothing-here/proof.zip")

        assert (hidden.status_code, absent.status_code) == (404, 404)

    def test_what_is_shown_and_not_entered_yet_has_none(self, client: Client) -> None:
        review = make.review()
        Review.objects.filter(pk=review.pk).update(claim=None, number=None, public_id="x" * 12, slug="shown")

        assert client.get("/claims/shown/proof.zip").status_code == 404

    def test_its_head_sends_nothing(self, client: Client) -> None:
        answer = client.head(address(make.published()))

        assert (answer.status_code, answer.getvalue()) == (200, b"")

    @pytest.mark.parametrize("entries", [1, 10])
    def test_it_asks_as_little_for_ten_entries(
        self, client: Client, entries: int, django_assert_num_queries: Any
    ) -> None:
        claim = make.published()
        for number in range(1, entries):
            make.propose(claim, by=make.writer(), summary=f"It has doubled {number} times.")
            desk.correct(claim, by=make.editor(), note="It doubled.")

        with django_assert_num_queries(5):
            client.get(address(claim)).getvalue()
