"""Whoever is asked for a blind second verdict learns nothing of the first: not its words, and not that it changes."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from claims import desk
from claims.api.urls import DESK
from claims.models import Comment, Verdict
from tests import make

pytestmark = pytest.mark.django_db

CANARY = "Xanthocanary"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# What differs between two answers to the same question whatever stands in the claim.
CHANCE = [
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r"\d+\s(?:second|minute)s?"),
]
BY_CHANCE = {"Set-Cookie", "Expires", "Last-Modified", "X-Request-ID", "Content-Length"}
# Lists as somebody asks them who wants to find out.
GUESSES = [
    "",
    f"?q={CANARY[:8]}",
    f"?verdict__summary__contains={CANARY[:8]}",
    "?verdict__rating__slug=false",
    "?verdict__rating__slug=true",
    "?o=3",
    "?o=-3",
    "?whose=waiting",
]


class Scene:
    """A published claim whose rating was changed on the desk, and one in review: a second verdict is asked on both."""

    def __init__(self) -> None:
        self.person = make.administrator()
        self.claims = [make.translated(make.published(rating="half-true")), make.claim_in_review()]
        make.claim_in_review()  # somebody else's, which they may know
        make.standard(needs_reply=True, summary_at_least=1)
        for claim in self.claims:
            make.propose(
                claim, by=make.writer(), rating="false", summary=f"{CANARY} false.", rationale=f"{CANARY} [9]."
            )
            desk.ask_second_verdict(claim, by=make.administrator(), of=self.person)
        self.client = Client(raise_request_exception=True)
        self.client.force_login(self.person)

    def turn(self) -> None:
        """Make the first verdicts say the opposite, and nothing else change."""
        words = {"summary": f"{CANARY}, the opposite of it.", "rationale": f"{CANARY} [1]."}
        Verdict.objects.filter(claim__in=self.claims).update(rating=make.rating("true"), **words)
        Comment.objects.filter(claim__in=self.claims).update(body=f"{CANARY}, the opposite of it.")

    def answer(self, url: str) -> str:
        """What the address answers, without what the pages before have left to be said."""
        self.client.cookies.pop("messages", None)
        return said(self.client.get(url))

    def urls(self) -> list[str]:
        """Every address of the desk, filled in for each of the claims."""
        found = set()
        for claim in self.claims:
            ids = {"object_id": claim.pk, "pk": claim.pk, "public_id": claim.public_id}
            acts = {f"admin/claims/claim/{claim.pk}/act/{name}/" for name in desk.ACTS}
            for route in {*admin_routes(), *acts, *(f"api/v1/{entry.pattern}" for entry in DESK)}:
                found.add("/" + PARAMETER.sub(lambda match, ids=ids: str(ids.get(match[1] or match[2], "x")), route))
        return sorted(found)


def admin_routes(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Each route behind the admin's login that can know of a claim: not logging out, no form for something new."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if prefix or entry.app_name == "admin":
                yield from admin_routes(entry, route)
        elif isinstance(entry, URLPattern) and prefix and entry.name != "logout" and not route.endswith("/add/"):
            yield route.replace("^", "").replace("$", "").replace("\\Z", "")


def said(answer: Any) -> str:
    """All that an answer tells, without what chance puts into it."""
    headers = {name: value for name, value in answer.headers.items() if name not in BY_CHANCE}
    text = f"{answer.status_code} {headers} {answer.content.decode(errors='replace')}"
    for chance in CHANCE:
        text = chance.sub("", text)
    return text


@pytest.fixture
def scene() -> Scene:
    return Scene()


class TestEveryUrlOfTheDesk:
    def test_there_are_some(self) -> None:
        routes = list(admin_routes())

        assert len(routes) > 40
        assert sum("claims/claim/" in route for route in routes) >= 8

    def test_no_answer_to_a_question_tells_the_first_verdict_or_that_it_changed(self, scene: Scene) -> None:
        questions = [url + guess for url in scene.urls() for guess in (GUESSES if url.endswith("/claim/") else [""])]

        before = {url: scene.answer(url) for url in questions}
        scene.turn()
        after = {url: scene.answer(url) for url in questions}

        for url in questions:
            assert CANARY not in before[url], url
            assert before[url] == after[url], url

    def test_no_refusal_of_an_act_tells_it_either(self, scene: Scene) -> None:
        for url in scene.urls():
            if "/act/" not in url and "/desk/claims/" not in url:
                continue
            for _turned in range(2):
                answer = self.sent(scene.client, url)
                scene.turn()

                assert CANARY not in said(answer), url
                assert answer.status_code >= 300, url

    def sent(self, client: Client, url: str) -> Any:
        """The answer to an act from an old version: a program's words, or a form's."""
        if url.startswith("/api/"):
            return client.post(url, "{}", content_type="application/json", headers={"if-match": '"v1"'})
        return client.post(url, {"version": "1", "note": "x", "rule": "reply", "reason": "x"})

    def test_their_own_page_has_what_they_need_to_judge(self, scene: Scene) -> None:
        claim = scene.claims[1]

        page = scene.client.get(f"/admin/claims/claim/{claim.pk}/second-verdict/").content.decode()

        assert claim.statement in page
        assert "It fell by a tenth." in page
        assert "What Half true means." in page
