"""The whole way of one fact-check: a writer changes it, an editor publishes it, a stranger and a program read it."""

import json
import re

import pytest
from playwright.sync_api import expect

from .conftest import Visitor

pytestmark = pytest.mark.browser

OIL = "Bayramov said that Azerbaijan supplies 30% of the oil Israel uses."
BEFORE = "One newspaper reports Bayramov saying 30%."
AFTER = "Bayramov said 30%; customs data of 2023 point to 18 or 19%, and no official figure was found."
NOTE = "The summary now gives the figure that the customs data support."


class TestTheFirstFactCheck:
    def test_it_goes_from_the_writer_to_the_editor_to_everybody(self, visit: Visitor) -> None:
        stranger = visit("/search/?q=30%25+oil")
        stranger.get_by_role("link", name=OIL).first.click()
        expect(stranger.locator("body")).to_contain_text(BEFORE)
        address = re.sub(r"^https?://[^/]+", "", stranger.url)

        writer = visit("/admin/claims/claim/?q=30%25", as_="writer")
        writer.get_by_role("link", name=OIL).click()
        writer.get_by_label("Mostly false").check()
        writer.get_by_label("Summary").fill(AFTER)
        writer.get_by_role("button", name="Save", exact=True).click()
        writer.goto("/admin/claims/claim/?q=30%25")
        writer.get_by_role("link", name=OIL).click()
        expect(writer.get_by_role("button", name="correction")).to_have_count(0)
        expect(writer.locator("body")).to_contain_text("Readers are told something else")

        expect(visit(address).locator("main")).not_to_contain_text(AFTER)

        editor = visit("/admin/claims/claim/?q=30%25", as_="editor")
        editor.get_by_role("link", name=OIL).click()
        expect(editor.get_by_label("Typo")).to_be_disabled()
        expect(editor.get_by_label("Verdict change")).to_be_checked()
        editor.get_by_label("What changed and why, for readers").fill(NOTE)
        editor.get_by_role("button", name=re.compile("correction")).click()
        expect(editor.locator("body")).to_contain_text("Readers see exactly what the desk holds")

        page = visit(address)
        main = page.locator("main")
        for words in (AFTER, NOTE, BEFORE, "Mostly false", "Half true"):
            expect(main).to_contain_text(words)

        log = visit("/corrections/")
        expect(log.locator("main")).to_contain_text("Verdict change")
        expect(log.locator("del").first).to_contain_text("Half true")
        expect(log.locator("ins").first).to_contain_text("Mostly false")

        page.get_by_role("link", name=re.compile("^Israel and Azerbaijan Tout")).first.click()
        expect(page.locator("main")).to_contain_text("According to Bayramov, 30% of the oil in Israel comes from Baku")
        expect(page.locator("main")).to_contain_text("Mostly false")

        cards = json.loads(visit("/api/v1/claims/?q=30%25+oil").locator("body").inner_text())["results"]
        card = next(card for card in cards if card["statement"] == OIL)
        assert card["summary"] == AFTER
        face = json.loads(visit(f"/api/v1/claims/{card['id']}/").locator("body").inner_text())
        assert face["verdict"]["rating"]["slug"] == "mostly-false"
        assert face["record"]["note"] == NOTE
        assert face["history"][0]["summary"].startswith(BEFORE)
