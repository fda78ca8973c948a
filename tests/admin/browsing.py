"""What the tests of the desk's screens share: somebody at the desk, and a form as a browser sends it."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from tests import make


def at_desk(person: User) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(person)
    return client


def superuser() -> User:
    """Somebody whom no permission holds back."""
    return make.administrator(is_superuser=True)


def address(noun: str, act: str, *args: Any) -> str:
    """Where a screen of the desk is."""
    return reverse(f"admin:claims_{noun}_{act}", args=args)


def open_form(client: Client, path: str) -> dict[str, Any]:
    """The fields of the screen's main form, as a browser would send them back unchanged."""
    page = client.get(path)
    assert page.status_code == 200, page.status_code
    return fields_of(page)


def fields_of(page: HttpResponse) -> dict[str, Any]:
    """The fields of the first form of a page after the one that logs out."""
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.fields


def open_claim(client: Client, claim: Claim) -> dict[str, Any]:
    return open_form(client, address("claim", "change", claim.pk))


def save_claim(client: Client, claim: Claim, fields: dict[str, Any], **changes: Any) -> HttpResponse:
    """Save the claim's form with some fields changed."""
    return client.post(address("claim", "change", claim.pk), fields | changes)


def act(client: Client, claim: Claim, name: str, **said: Any) -> HttpResponse:
    """Press the button of an act, with the version that the claim has now unless another is given."""
    said.setdefault("version", Claim.objects.get(pk=claim.pk).version)
    return client.post(reverse("admin:claims_claim_act", args=[claim.pk, name]), said)


def text_of(page: HttpResponse) -> str:
    """The words of a page, entities and all the white space folded."""
    reader = WordReader()
    reader.feed(page.content.decode())
    return " ".join(" ".join(reader.words).split())


class WordReader(HTMLParser):
    """Gathers what a reader of a page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class FormReader(HTMLParser):
    """Gathers the fields of a page's main form; those that belong to another form by name are not its."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.inside = False
        self.area: str | None = None
        self.select: tuple[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "form":
            self.inside = (had.get("id") or "").endswith("_form")
        if not self.inside or "form" in had:
            return
        name = had.get("name") or ""
        if tag == "input" and name:
            self._input(name, had)
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "select":
            self.select = (name, "multiple" in had)
        elif tag == "option" and self.select and "selected" in had:
            self._chosen(had.get("value") or "")

    def _input(self, name: str, had: dict[str, str | None]) -> None:
        kind = had.get("type")
        if kind == "submit" or (kind in ("checkbox", "radio") and "checked" not in had):
            return
        value = had.get("value") or ("on" if kind == "checkbox" else "")
        known = self.fields.get(name)
        self.fields[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]

    def _chosen(self, value: str) -> None:
        assert self.select is not None
        name, several = self.select
        self.fields[name] = [*self.fields.get(name, []), value] if several else value

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            self.fields[self.area] = self.fields[self.area].removeprefix("\n").replace("\n", "\r\n")
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False
