"""The private side: who may see it, and the acts from the first to the last."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Claim, Publication, Review, User
from claims.vocabulary import Status
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/api/v1/desk/claims/"
VERDICT = {"rating": "false", "summary": "It has not.", "rationale": "The statistics say otherwise [1]."}
NO_SUCH_CLAIM = "zzzzzzzzzzzz"


class Desk:
    """Somebody at the desk, with a program."""

    def __init__(self, person: User) -> None:
        self.client = Client()
        self.client.force_login(person)

    def read(self, claim: Claim) -> Any:
        return self.client.get(f"{LIST}{claim.public_id}/")

    def act(self, claim: Claim, act: str, body: Any = None, **headers: str) -> Any:
        """Do it from the version that stands there now, unless another is named."""
        headers = {"if-match": self.read(claim).get("ETag", '"v1"')} | headers
        return self.post(f"{LIST}{claim.public_id}/{act}/", body, headers=headers)

    def post(self, url: str, body: Any = None, **rest: Any) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body or {})
        return self.client.post(url, data, **{"content_type": "application/json"} | rest)


@pytest.fixture
def writer() -> Desk:
    return Desk(make.writer())


@pytest.fixture
def editor() -> Desk:
    return Desk(make.editor())


class TestDoors:
    def test_a_stranger_is_asked_to_log_in_and_learns_nothing(self, client: Client) -> None:
        claim = make.claim()

        answers = [client.get(LIST), *(client.get(f"{LIST}{pk}/") for pk in (claim.public_id, NO_SUCH_CLAIM))]

        assert [answer.status_code for answer in answers] == [401, 401, 401]
        assert answers[0].json()["code"] == "not_authenticated"
        assert "WWW-Authenticate" in answers[0]

    def test_for_a_login_without_rights_no_claim_exists(self) -> None:
        nobody = Desk(User.objects.create_user("nobody", password="password"))
        claim = make.claim()

        known = nobody.read(claim)
        unknown = nobody.client.get(f"{LIST}{NO_SUCH_CLAIM}/")

        assert known.status_code == unknown.status_code == 404
        assert known.content == unknown.content
        assert nobody.act(claim, "take-up").status_code == 404
        assert nobody.client.get(LIST).status_code == 403

    def test_a_write_without_the_csrf_token_is_refused(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(make.writer())
        claim = make.claim()

        answer = client.post(f"{LIST}{claim.public_id}/take-up/", headers={"if-match": '"v1"'})

        assert answer.status_code == 403
        assert "CSRF" in answer.json()["detail"]
        assert Claim.objects.get().status == Status.SPOTTED

    def test_nothing_of_it_is_kept_or_shared_between_sites(self, writer: Desk) -> None:
        answers = [writer.client.get(LIST, headers={"origin": "https://x.example"}), writer.read(make.claim())]
        answers.append(Client().get(LIST))

        for answer in answers:
            assert answer["Cache-Control"] == "private, no-store"
            assert "Access-Control-Allow-Origin" not in answer


class TestList:
    def test_it_is_of_every_state_newest_first(self, writer: Desk) -> None:
        claims = [make.claim(), make.claim_in_review(), make.published()]

        results = writer.client.get(LIST).json()["results"]

        assert [result["id"] for result in results] == [claim.public_id for claim in reversed(claims)]
        assert [result["status"] for result in results] == ["published", "review", "spotted"]

    def test_it_can_be_narrowed_to_a_state(self, writer: Desk) -> None:
        wanted = make.claim_in_review()
        make.claim()

        (result,) = writer.client.get(f"{LIST}?status=review").json()["results"]

        assert result["id"] == wanted.public_id
        assert writer.client.get(f"{LIST}?status=lost").status_code == 400

    def test_its_pages_can_be_followed(self, writer: Desk) -> None:
        claims = [make.claim() for _number in range(3)]

        first = writer.client.get(f"{LIST}?page_size=2").json()
        second = writer.client.get(first["next"]).json()

        met = [result["id"] for result in first["results"] + second["results"]]
        assert met == [claim.public_id for claim in reversed(claims)]

    def test_its_cost_does_not_grow_with_its_length(self, writer: Desk) -> None:
        costs = []
        for count in (1, 9):
            for _number in range(count):
                make.claim()
            with CaptureQueriesContext(connection) as queries:
                writer.client.get(LIST)
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 6


class TestDetail:
    def test_it_is_what_the_desk_holds_with_its_version(self, writer: Desk) -> None:
        claim = make.claim_in_review(statement="Crime has tripled.")

        answer = writer.read(claim)
        held = answer.json()

        assert answer["ETag"].startswith(f'"v{claim.version}.')
        assert held["claim"]["statement"] == "Crime has tripled."
        assert held["verdict"]["rating"]["slug"] == "false"
        assert len(held["evidence"]) == len(held["appearances"]) == 1
        assert held["record"] is None
        assert held["missing"] == []

    def test_it_says_what_a_correction_would_change(self, writer: Desk) -> None:
        claim = make.published(statement="Crime has tripled.")
        claim.statement = "Crime has doubled."
        claim.save()

        held = writer.read(claim).json()

        assert held["differences"] == [
            {
                "path": "claim.statement",
                "record": "Crime has tripled.",
                "desk": "Crime has doubled.",
                "kind": "clarification",
                "reason": "“Claim: statement” has other words",
            }
        ]
        assert held["record"]["number"] == Publication.objects.get().number

    def test_it_says_what_is_missing_in_the_eyes_of_who_asks(self) -> None:
        person = make.editor()
        claim = make.claim_in_review(by=person)

        assert Desk(person).read(claim).json()["missing"] != []
        assert Desk(make.editor()).read(claim).json()["missing"] == []


class TestTheWholeWay:
    def test_from_spotted_to_published_corrected_withdrawn_and_restored(self, writer: Desk, editor: Desk) -> None:
        claim = make.claim(statement="Crime has tripled.")
        make.appearance(claim)
        make.evidence(claim)
        make.rating()

        steps = [
            (writer, "take-up", None, "checking"),
            (writer, "verdict", VERDICT, "checking"),
            (writer, "send-to-review", None, "review"),
            (editor, "send-back", {"reason": "Find a second source."}, "checking"),
            (writer, "send-to-review", None, "review"),
            (editor, "publish", None, "published"),
            (writer, "verdict", VERDICT | {"rating": "half-true", "as_of": "2026-01-31"}, "published"),
            (editor, "correct", {"kind": "verdict", "note": "We had overlooked a year."}, "published"),
            (writer, "verdict", VERDICT | {"rating": "half-true", "conflicts": ["One says so."]}, "published"),
            (editor, "update", {"note": "New figures came out."}, "published"),
            (editor, "withdraw", {"note": "Wrong person."}, "withdrawn"),
            (editor, "restore", {"note": "It was the right person."}, "published"),
        ]
        for person, act, body, status in steps:
            answer = person.act(claim, act, body)
            assert answer.status_code == 200, (act, answer.content)
            assert answer.json()["status"] == status

        acts = [publication.act for publication in Publication.objects.in_order()]
        assert acts == ["publish", "correct", "update", "withdraw", "restore"]
        assert Review.objects.public().get().rating_slug == "half-true"
        public = Client().get(f"/api/v1/claims/{claim.public_id}/").json()
        assert public["verdict"]["conflicts"] == ["One says so."]

    def test_an_act_answers_with_the_next_version(self, writer: Desk) -> None:
        claim = make.claim()

        answer = writer.act(claim, "take-up")

        assert answer.json()["version"] == 2
        assert answer["ETag"].startswith('"v2.')

    def test_an_administrator_publishes_against_the_gate_with_a_reason(self) -> None:
        person = make.administrator()
        claim = make.claim_in_review(by=person)

        without = Desk(person).act(claim, "publish")
        with_reason = Desk(person).act(claim, "publish", {"override": "Nobody else is in tonight."})

        assert without.status_code == 409
        assert with_reason.status_code == 200
        assert Publication.objects.get().override_reason == "Nobody else is in tonight."


class TestVersions:
    def test_a_write_that_names_no_version_is_refused(self, writer: Desk) -> None:
        claim = make.claim()

        for given in ("", "*"):
            answer = writer.act(claim, "take-up", **{"if-match": given})

            assert answer.status_code == 428
            assert answer.json()["code"] == "version_required"
        assert Claim.objects.get().status == Status.SPOTTED

    def test_a_write_from_an_old_version_is_told_what_is_newer(self, writer: Desk) -> None:
        claim = make.claim(statement="Crime has tripled.")
        old = writer.read(claim)["ETag"]
        claim.statement = "Crime has doubled."
        claim.save()

        answer = writer.act(claim, "take-up", **{"if-match": old})

        assert answer.status_code == 412
        assert answer.json()["code"] == "stale"
        assert "Crime has doubled." in answer.json()["detail"]
        assert Claim.objects.get().status == Status.SPOTTED

    @pytest.mark.parametrize("given", ['W/"v1"', "v1", '"1"', '"v1", "v2"', '"v99999999999999999999"', "“v1”"])
    def test_what_is_not_a_version_is_refused(self, writer: Desk, given: str) -> None:
        answer = writer.act(make.claim(), "take-up", **{"if-match": given})

        assert answer.status_code == 400
        assert "If-Match" in answer.json()["fields"]


class TestRefusals:
    def test_a_writer_may_not_publish(self, writer: Desk) -> None:
        answer = writer.act(make.claim_in_review(), "publish")

        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")

    def test_four_eyes_are_needed(self) -> None:
        person = make.editor()

        answer = Desk(person).act(make.claim_in_review(by=person), "publish")

        assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
        assert "cannot also approve" in answer.json()["detail"]

    def test_there_are_only_the_moves_there_are(self, editor: Desk) -> None:
        answer = editor.act(make.claim(), "publish")

        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_move")

    def test_a_claim_that_lacks_everything_is_told_all_of_it(self, writer: Desk) -> None:
        claim = desk.take_up(make.claim(), by=make.writer())

        detail = writer.act(claim, "send-to-review").json()["detail"]

        assert "no article" in detail
        assert "no source" in detail
        assert "no verdict" in detail

    def test_an_unknown_claim_is_not_found(self, editor: Desk) -> None:
        answer = editor.post(f"{LIST}{NO_SUCH_CLAIM}/publish/", headers={"if-match": '"v1"'})

        assert answer.status_code == 404


class TestBadBodies:
    @pytest.fixture
    def claim(self) -> Claim:
        make.rating()
        return desk.take_up(make.claim(), by=make.writer())

    @pytest.mark.parametrize(
        ("change", "field", "says"),
        [
            ({"rating": "flase"}, "rating", "half-true"),
            ({"rating": "only-there"}, "rating", "scale in use"),
            ({"rating": None}, "rating", "null"),
            ({"rating": ["true"]}, "rating", "letters"),
            ({"summary": "a" * 281}, "summary", "280"),
            ({"summary": "  "}, "summary", "blank"),
            ({"summary": "a\x00b"}, "summary", "characters"),
            ({"summary": "\ud800"}, "summary", "characters"),
            ({"rationale": "a\x07b"}, "rationale", "characters"),
            ({"conflicts": ["fine", "\udc00"]}, "conflicts.1", "characters"),
            ({"conflicts": "one"}, "conflicts", "list"),
            ({"conflicts": ["a" * 1001]}, "conflicts.0", "1000"),
            ({"scope": "everything"}, "scope", "everything"),
            ({"as_of": "2023-02-31"}, "as_of", "28 days"),
            ({"as_of": "2023-02"}, "as_of", "2023-03-30"),
            ({"as_of": 20230230}, "as_of", "date"),
            ({"ratings": "true"}, "ratings", "no such field"),
            ({"raiting": "\ud800"}, "raiting", "characters"),
        ],
    )
    def test_they_name_the_field_and_save_nothing(
        self, writer: Desk, claim: Claim, change: dict[str, Any], field: str, says: str
    ) -> None:
        other = make.scale()
        other.ratings.filter(slug="true").update(slug="only-there")

        answer = writer.act(claim, "verdict", VERDICT | change)

        assert answer.status_code == 400, answer.content
        assert says in " ".join(answer.json()["fields"][field])
        assert not hasattr(Claim.objects.get(), "verdict")

    def test_every_missing_field_is_named_at_once(self, writer: Desk, claim: Claim) -> None:
        answer = writer.act(claim, "verdict", {})

        assert set(answer.json()["fields"]) == {"rating", "summary", "rationale"}

    @pytest.mark.parametrize(
        "body",
        [
            b"{",
            b"",
            b"\xff\xfe",
            b'{"rating": NaN}',
            b'{"rating": ' + b"9" * 5000 + b"}",
            b"[" * 100_000,
            b"[]",
            b'"text"',
            b"null",
            b'{"\\ud800": 1}',
        ],
        ids=lambda body: repr(body[:12]),
    )
    def test_what_is_not_a_body_is_a_400(self, writer: Desk, claim: Claim, body: bytes) -> None:
        answer = writer.act(claim, "verdict", body)

        assert answer.status_code == 400
        assert set(answer.json()) == {"code", "detail", "fields"}

    def test_ten_megabytes_are_too_many(self, writer: Desk, claim: Claim) -> None:
        answer = writer.act(claim, "verdict", VERDICT | {"rationale": "a" * 10_000_000})

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    @pytest.mark.parametrize(
        "kind",
        ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
    )
    def test_only_json_is_read(self, writer: Desk, claim: Claim, kind: str) -> None:
        url = f"{LIST}{claim.public_id}/verdict/"

        answer = writer.post(url, b"a=b", content_type=kind, headers={"if-match": '"v2"'})

        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")

    @pytest.mark.parametrize("method", ["put", "options"])
    def test_there_is_no_other_way_to_write(self, editor: Desk, method: str) -> None:
        claim = make.claim()

        answer = getattr(editor.client, method)(f"{LIST}{claim.public_id}/")

        assert answer.status_code == 405
        assert set(answer.json()) == {"code", "detail", "fields"}
