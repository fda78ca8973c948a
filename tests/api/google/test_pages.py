"""pages.*: programs keep markup of pages that stand elsewhere; ours can be read beside it and not written."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from claims import desk
from claims.models import AccessToken, MarkupPage, Review, events_of
from tests import make
from tests.api.reviews import several

from .calling import HERE, PAGES, Json, Program, faults_of

pytestmark = pytest.mark.django_db
URL = "https://elsewhere.example/a"
WHOLE: Json = {
    "pageUrl": URL,
    "publishDate": "2026-11-01",
    "claimReviewAuthor": {"name": "The other desk", "imageUrl": "https://elsewhere.example/logo.png"},
    "claimReviewMarkups": [
        {
            "url": f"{URL}#first",
            "claimReviewed": "Crime has tripled.",
            "claimDate": "2026-10",
            "claimLocation": "Parliament",
            "claimFirstAppearance": "https://paper.example/1",
            "claimAppearances": ["https://paper.example/2", "https://paper.example/3"],
            "claimAuthor": {
                "name": "Mayor Doe",
                "jobTitle": "Mayor",
                "imageUrl": "https://paper.example/doe.png",
                "sameAs": "https://en.wikipedia.example/Doe",
            },
            "rating": {
                "ratingValue": 1,
                "bestRating": 5,
                "worstRating": 1,
                "textualRating": "False",
                "ratingExplanation": "It fell.",
                "imageUrl": "https://elsewhere.example/false.png",
            },
        },
        {"claimReviewed": "Taxes fell.", "rating": {"textualRating": "True"}},
    ],
}


@pytest.fixture
def program() -> Program:
    return Program()


class TestCreate:
    def test_it_is_kept_as_it_was_given(self, program: Program) -> None:
        kept = program.create(**WHOLE).json()

        name, version = kept.pop("name"), kept.pop("versionId")
        assert kept == WHOLE
        assert name == f"pages/{MarkupPage.objects.get().public_id}"
        assert version == "1"
        assert program.get(f"/v1alpha1/{name}").json() == WHOLE | {"name": name, "versionId": "1"}

    def test_what_is_empty_is_left_out(self, program: Program) -> None:
        kept = program.create(
            publishDate="",
            claimReviewAuthor={"name": "", "imageUrl": None},
            claimReviewMarkups=[{"claimReviewed": "x", "claimAppearances": [], "rating": {"ratingValue": 0}}],
        ).json()

        assert kept.keys() == {"name", "pageUrl", "claimReviewMarkups", "versionId"}
        assert kept["claimReviewMarkups"] == [{"claimReviewed": "x", "rating": {"ratingValue": 0}}]

    def test_a_name_and_a_version_of_the_program_s_own_count_for_nothing(self, program: Program) -> None:
        kept = program.create(name="pages/mine", versionId="77").json()

        assert kept["name"] != "pages/mine"
        assert kept["versionId"] == "1"

    @pytest.mark.parametrize("again", [URL, f"{URL}/", "http://www.elsewhere.example/a#x", f"{URL}?utm_source=x"])
    def test_a_page_is_kept_once_however_it_is_written(self, program: Program, again: str) -> None:
        program.create(pageUrl=URL)

        refused = program.create(pageUrl=again)

        assert (refused.status_code, refused.json()["error"]["status"]) == (409, "ALREADY_EXISTS")

    def test_names_may_be_written_as_protocol_buffers_have_them(self, program: Program) -> None:
        kept = program.send("post", PAGES, {"page_url": URL, "claim_review_markups": [{"claim_reviewed": "x"}]}).json()

        assert kept["claimReviewMarkups"] == [{"claimReviewed": "x"}]

    @pytest.mark.parametrize("url", [f"http://{HERE}/claims/x/", f"https://www.{HERE.upper()}/anything"])
    def test_a_page_of_ours_is_refused(self, program: Program, url: str) -> None:
        refused = program.create(pageUrl=url)

        assert (refused.status_code, refused.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
        assert "published at the desk" in refused.json()["error"]["message"]


class TestWrongBodies:
    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"pageUrl": ""}, "pageUrl"),
            ({"pageUrl": None}, "pageUrl"),
            ({"pageUrl": 5}, "pageUrl"),
            ({"pageUrl": "javascript:alert(1)"}, "pageUrl"),
            ({"pageUrl": "elsewhere.example"}, "pageUrl"),
            ({"pageUrl": f"https://a.example/{'x' * 2000}"}, "pageUrl"),
            ({"publishDate": "x" * 41}, "publishDate"),
            ({"unknown": 1}, "unknown"),
            ({"claimReviewAuthor": "me"}, "claimReviewAuthor"),
            ({"claimReviewAuthor": {"imageUrl": "data:x"}}, "claimReviewAuthor.imageUrl"),
            ({"claimReviewAuthor": {"name": "x" * 201}}, "claimReviewAuthor.name"),
            ({"claimReviewAuthor": {"url": "https://a.example"}}, "claimReviewAuthor.url"),
            ({"claimReviewMarkups": {}}, "claimReviewMarkups"),
            ({"claimReviewMarkups": [1]}, "claimReviewMarkups[0]"),
            ({"claimReviewMarkups": [{}] * 101}, "claimReviewMarkups"),
        ],
    )
    def test_each_is_refused_by_its_field(self, program: Program, said: Json, field: str) -> None:
        assert field in faults_of(program.create(**said))
        assert not MarkupPage.objects.exists()

    @pytest.mark.parametrize(
        ("markup", "field"),
        [
            ({"url": "https://foreign.example/a"}, "url"),
            ({"url": f"{URL}/b"}, "url"),
            ({"url": f"{URL}?x#y"}, "url"),
            ({"rating": {"ratingValue": 6, "bestRating": 5, "worstRating": 1}}, "rating.ratingValue"),
            ({"rating": {"ratingValue": 0, "bestRating": 5, "worstRating": 1}}, "rating.ratingValue"),
            ({"rating": {"bestRating": 1, "worstRating": 5}}, "rating.bestRating"),
            ({"rating": {"ratingValue": 2**31}}, "rating.ratingValue"),
            ({"rating": {"ratingValue": 1.5}}, "rating.ratingValue"),
            ({"rating": {"ratingValue": True}}, "rating.ratingValue"),
            ({"rating": {"ratingValue": "much"}}, "rating.ratingValue"),
            ({"rating": {"stars": 5}}, "rating.stars"),
            ({"claimAuthor": {"sameAs": "javascript:alert(1)"}}, "claimAuthor.sameAs"),
            ({"claimAppearances": "https://a.example"}, "claimAppearances"),
            ({"claimAppearances": ["https://a.example", "ftp://b.example"]}, "claimAppearances[1]"),
            ({"claimAppearances": ["https://a.example"] * 101}, "claimAppearances"),
            ({"claimFirstAppearance": "x"}, "claimFirstAppearance"),
            ({"claimReviewed": "x" * 5001}, "claimReviewed"),
            ({"claimReviewed": ["x"]}, "claimReviewed"),
        ],
    )
    def test_so_is_what_is_wrong_in_a_markup(self, program: Program, markup: Json, field: str) -> None:
        refused = program.create(claimReviewMarkups=[{"claimReviewed": "Fine."}, markup])

        assert list(faults_of(refused)) == [f"claimReviewMarkups[1].{field}"]

    @pytest.mark.parametrize("rating", [{"ratingValue": "3"}, {"ratingValue": 3.0}, {"ratingValue": 3}])
    def test_a_number_may_be_written_as_protocol_buffers_allow(self, program: Program, rating: Json) -> None:
        kept = program.create(claimReviewMarkups=[{"rating": rating | {"bestRating": 5}}]).json()

        assert kept["claimReviewMarkups"][0]["rating"] == {"ratingValue": 3, "bestRating": 5}

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff",
            b'{"pageUrl": NaN}',
            b'{"pageUrl": "\\u0000"}',
            b'{"pageUrl": "\\ud800"}',
            b"[" * 5000,
            b'{"claimReviewAuthor":' * 2000,
            b'"' + b"x" * 2600000 + b'"',
            b'{"a": ' + b"9" * 5000 + b"}",
        ],
    )
    def test_what_is_no_such_object_is_refused(self, program: Program, body: bytes) -> None:
        assert faults_of(program.send("post", PAGES, body))


class TestUpdate:
    def test_it_replaces_everything(self, program: Program) -> None:
        kept = program.create(**WHOLE).json()

        after = program.update(kept["name"], claimReviewMarkups=[{"claimReviewed": "Other."}]).json()

        assert after == {
            "name": kept["name"],
            "pageUrl": URL,
            "claimReviewMarkups": [{"claimReviewed": "Other."}],
            "versionId": "2",
        }

    def test_what_was_read_can_be_sent_back(self, program: Program) -> None:
        kept = program.create(**WHOLE).json()

        after = program.update(kept["name"], **kept).json()

        assert after == kept | {"versionId": "2"}

    @pytest.mark.parametrize("version", ["1", "7", "garbage"])
    def test_an_old_version_is_refused(self, program: Program, version: str) -> None:
        kept = program.create(**WHOLE).json()
        program.update(kept["name"], publishDate="2026")

        refused = program.update(kept["name"], versionId=version)

        assert (refused.status_code, refused.json()["error"]["status"]) == (409, "ABORTED")
        assert MarkupPage.objects.get().publish_date == "2026"

    def test_another_name_than_that_of_the_address_is_refused(self, program: Program) -> None:
        kept = program.create(**WHOLE).json()

        assert "name" in faults_of(program.update(kept["name"], name="pages/another"))

    def test_an_address_that_another_page_has_is_refused(self, program: Program) -> None:
        program.create(pageUrl=URL)
        other = program.create(pageUrl="https://elsewhere.example/b").json()

        refused = program.update(other["name"], pageUrl=URL)

        assert refused.json()["error"]["status"] == "ALREADY_EXISTS"

    def test_it_can_move_to_another_address_but_not_to_one_of_ours(self, program: Program) -> None:
        kept = program.create(pageUrl=URL).json()

        moved = program.update(kept["name"], pageUrl="https://third.example/")
        refused = program.update(kept["name"], pageUrl=f"http://{HERE}/claims/x/")

        assert moved.status_code == 200
        assert refused.status_code == 403
        assert MarkupPage.objects.get().site == "third.example"

    def test_a_post_can_mean_it(self, program: Program) -> None:
        kept = program.create(pageUrl=URL).json()
        headers = program.header | {"X-HTTP-Method-Override": "PUT"}
        sent = {"content_type": "application/json", "headers": headers}

        after = program.client.post(f"/v1alpha1/{kept['name']}", {"pageUrl": URL, "publishDate": "2026"}, **sent)

        assert after.json()["publishDate"] == "2026"


class TestDelete:
    def test_it_is_gone(self, program: Program) -> None:
        name = program.create(**WHOLE).json()["name"]

        assert program.delete(name).json() == {}

        for answer in (program.get(f"/v1alpha1/{name}"), program.update(name), program.delete(name)):
            assert (answer.status_code, answer.json()["error"]["status"]) == (404, "NOT_FOUND")
        assert program.get(url=URL).json() == {}
        assert program.create(**WHOLE).status_code == 200

    def test_its_history_stays(self, program: Program) -> None:
        program.delete(program.create(**WHOLE).json()["name"])

        assert [event.pgh_label for event in events_of(MarkupPage).order_by("pgh_id")] == ["insert", "delete"]


class TestList:
    @pytest.mark.parametrize("spelt", [URL, f"{URL}/", "http://www.elsewhere.example/a#part"])
    def test_an_address_has_at_most_one(self, program: Program, spelt: str) -> None:
        program.create(**WHOLE)
        program.create(pageUrl="https://elsewhere.example/b")

        pages = program.get(url=spelt, pageSize=0, offset=5).json()["claimReviewMarkupPages"]

        assert [page["pageUrl"] for page in pages] == [URL]

    def test_an_organisation_has_pages(self, program: Program) -> None:
        for number in range(5):
            make.markup_page(page_url=f"https://www.elsewhere.example/{number}")
        make.markup_page(page_url="https://other.example/")
        asked = {"organization": "elsewhere.example", "pageSize": 2}

        walked, token = [], ""
        while True:
            answer = program.get(**asked, **({"pageToken": token} if token else {})).json()
            walked.append([page["pageUrl"][-1] for page in answer["claimReviewMarkupPages"]])
            token = answer.get("nextPageToken", "")
            if not token:
                break

        assert walked == [["4", "3"], ["2", "1"], ["0"]]
        assert len(program.get(**asked | {"pageSize": 10, "offset": 3}).json()["claimReviewMarkupPages"]) == 2

    def test_an_unknown_one_has_none(self, program: Program) -> None:
        assert program.get(organization="nobody.example").json() == {}
        assert program.get(url="https://nobody.example/").json() == {}

    @pytest.mark.parametrize("asked", [{}, {"url": URL, "organization": "elsewhere.example"}, {"url": ""}])
    def test_it_is_asked_for_one_of_the_two(self, program: Program, asked: Json) -> None:
        assert set(faults_of(program.get(**asked))) == {"url", "organization"}

    def test_a_token_belongs_to_its_organisation(self, program: Program) -> None:
        for number in range(2):
            make.markup_page(page_url=f"https://elsewhere.example/{number}")
        token = program.get(organization="elsewhere.example", pageSize=1).json()["nextPageToken"]

        assert "pageToken" in faults_of(program.get(organization="other.example", pageToken=token))

    def test_it_is_as_many_queries_for_one_row_as_for_ten(
        self, program: Program, django_assert_num_queries: Any
    ) -> None:
        for number in range(11):
            make.markup_page(page_url=f"https://elsewhere.example/{number}")
        several(11)
        program.get(organization="elsewhere.example")  # the token's use is noted once a minute
        for organisation in ("elsewhere.example", HERE):
            for size in (1, 10):
                with django_assert_num_queries(5):
                    pages = program.get(organization=organisation, pageSize=size).json()["claimReviewMarkupPages"]
                    assert len(pages) == size


class TestOurPages:
    def test_they_are_read_as_their_own_markup_has_them(self, program: Program) -> None:
        speaker = make.speaker(name="Mayor Doe", url="https://doe.example")
        version = make.article(url="https://paper.example/1", published_on="2023-03")
        review = make.review(statement="Crime has tripled.", speaker=speaker, version=version)

        page = program.get(f"/v1alpha1/pages/{review.pk}").json()

        assert page == {
            "name": f"pages/{review.pk}",
            "pageUrl": f"http://testserver/claims/{review.slug}/",
            "publishDate": review.published_at.date().isoformat(),
            "claimReviewAuthor": {"name": "The fact-checking desk"},
            "claimReviewMarkups": [
                {
                    "url": f"http://testserver/claims/{review.slug}/",
                    "claimReviewed": "Crime has tripled.",
                    "claimDate": "2023-03",
                    "claimFirstAppearance": "https://paper.example/1",
                    "claimAuthor": {"name": "Mayor Doe", "sameAs": "https://doe.example"},
                    "rating": {
                        "ratingValue": 1,
                        "bestRating": 5,
                        "worstRating": 1,
                        "textualRating": "False",
                        "ratingExplanation": "It has not.",
                    },
                }
            ],
            "versionId": review.commitment,
        }

    @pytest.mark.parametrize("path", ["/claims/{}/", "/es/claims/{}/", "/claims/{}", "/claims/{}/?a=1#evidence-1"])
    def test_one_is_found_by_its_address_in_any_language(self, program: Program, path: str) -> None:
        review = make.review()

        pages = program.get(url=f"https://{HERE}{path.format(review.slug)}").json()["claimReviewMarkupPages"]

        assert [page["name"] for page in pages] == [f"pages/{review.pk}"]

    def test_the_address_of_a_merged_claim_finds_where_it_leads(self, program: Program) -> None:
        stays, goes = make.published(), make.published()
        desk.merge(goes, by=make.editor(), into=stays, note="They say the same.")

        pages = program.get(url=f"http://{HERE}/claims/{goes.slug}/").json()["claimReviewMarkupPages"]

        assert [page["name"] for page in pages] == [f"pages/{stays.public_id}"]

    @pytest.mark.parametrize("path", ["/", "/claims/nothing/", "/topics/x/", "/about/", "/admin/", "/claims/%00/"])
    def test_other_addresses_of_ours_have_none(self, program: Program, path: str) -> None:
        assert program.get(url=f"http://{HERE}{path}").json() == {}

    def test_they_are_listed_by_our_host(self, program: Program) -> None:
        reviews = several(3)

        first = program.get(organization=HERE, pageSize=2).json()
        second = program.get(organization=HERE, pageSize=2, pageToken=first["nextPageToken"]).json()

        told = [page["name"] for page in first["claimReviewMarkupPages"] + second["claimReviewMarkupPages"]]
        assert told == [f"pages/{review.pk}" for review in reviews]

    def test_nobody_writes_them_here(self, program: Program) -> None:
        name = f"pages/{make.review().pk}"

        for answer in (program.update(name), program.delete(name)):
            assert (answer.status_code, answer.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
        assert Review.objects.public().count() == 1

    def test_what_is_unpublished_or_withdrawn_answers_like_what_does_not_exist(self, program: Program) -> None:
        draft, coming, withdrawn = make.claim_in_review(), make.scheduled(), make.published()
        desk.withdraw(withdrawn, by=make.editor(), note="Wrong person.")
        absent = program.get("/v1alpha1/pages/nothing")
        assert absent.status_code == 404

        for claim in (draft, coming, withdrawn):
            for answer in (
                program.get(f"/v1alpha1/pages/{claim.public_id}"),
                program.update(f"pages/{claim.public_id}"),
                program.delete(f"pages/{claim.public_id}"),
            ):
                assert answer.content == absent.content
            assert program.get(url=f"http://{HERE}/claims/{claim.slug}/").json() == {}


class TestTheDoor:
    @pytest.mark.parametrize("secret", [None, "", "fcd_nonsense", "a b", "x" * 5000])
    def test_without_a_good_token_nobody_comes_in(self, secret: str | None) -> None:
        headers = {} if secret is None else make.bearer(secret)
        client = Client(enforce_csrf_checks=True)

        for verb, path in (
            ("get", PAGES), ("post", PAGES), ("get", f"{PAGES}/x"), ("put", f"{PAGES}/x"), ("delete", f"{PAGES}/x")
        ):  # fmt: skip
            answer = getattr(client, verb)(path, headers=headers)
            assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
            assert answer["WWW-Authenticate"].startswith("Bearer")

    @pytest.mark.parametrize("name", ["access_token", "oauth_token", "key"])
    def test_a_token_in_the_address_is_not_read(self, name: str) -> None:
        answer = Client().get(PAGES, {"url": URL, name: make.token(make.editor())})

        assert answer.status_code == 401
        assert "Authorization: Bearer" in answer.json()["error"]["message"]

    def test_nor_is_a_session_enough(self) -> None:
        client = Client()
        client.force_login(make.editor())

        assert client.get(PAGES, {"url": URL}).status_code == 401

    def test_an_expired_one_opens_nothing(self, program: Program) -> None:
        AccessToken.objects.update(expiry=Now() - timedelta(seconds=1))

        assert program.get(url=URL).status_code == 401

    def test_another_scope_opens_nothing(self) -> None:
        refused = Program(None, "read", "write", "publish").get(url=URL)

        assert (refused.status_code, refused.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
        assert "“markup”" in refused.json()["error"]["message"]

    def test_a_writer_keeps_and_replaces_but_does_not_remove(self) -> None:
        program = Program(make.writer())
        name = program.create().json()["name"]

        assert program.update(name).status_code == 200
        assert program.delete(name).status_code == 403
        assert Program(make.editor()).delete(name).status_code == 200

    def test_somebody_without_the_right_sees_nothing(self) -> None:
        person = make.editor()
        program = Program(person)
        person.groups.clear()

        assert program.get(url=URL).status_code == 403

    def test_nobody_keeps_a_copy_of_it(self, program: Program) -> None:
        assert program.get(url=URL)["Cache-Control"] == "private, no-store"

    def test_what_is_kept_shows_nowhere_in_public(self) -> None:
        make.markup_page(markups=[{"claimReviewed": "Xanthocanary."}])

        for asked in ({"query": "Xanthocanary"}, {"reviewPublisherSiteFilter": "elsewhere.example"}):
            assert Client().get("/v1alpha1/claims:search", asked).json() == {}
