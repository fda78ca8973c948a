"""The three forms of a feed."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from claims.formats.feed import Feed, Item, as_json, tag_uri
from claims.formats.feed_xml import as_atom, as_rss
from tests import feed_rules

THEN = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
ITEM = Item("tag:facts.example,2026-05-03:claims/1", "https://facts.example/1", "One", "<p>One</p>", THEN, THEN)
FEED = Feed("Facts", "https://facts.example/", "https://facts.example/feed", "en", "The desk", (ITEM,))
WRITERS = {"atom": as_atom, "rss": as_rss, "json": as_json}


class TestEveryForm:
    @pytest.mark.parametrize("form", WRITERS)
    def test_it_keeps_the_rules(self, form: str) -> None:
        for feed in (FEED, replace(FEED, items=()), replace(FEED, hub="https://hub.example/", subtitle="All.")):
            assert feed_rules.faults_of(WRITERS[form](feed).encode(), form) == []

    @pytest.mark.parametrize("form", WRITERS)
    def test_no_character_breaks_it(self, form: str) -> None:
        bad = "a\x00\x0b\x1f\ufffe]]>\u202e🧿"
        item = replace(ITEM, title=bad, html=bad, summary=bad, authors=(bad,), categories=(bad,))

        body = WRITERS[form](replace(FEED, title=bad, author=bad, subtitle=bad, items=(item,))).encode()

        assert feed_rules.faults_of(body, form) == []

    def test_the_rules_find_what_is_wrong(self) -> None:
        twice = replace(FEED, items=(ITEM, ITEM), url="/relative")

        for form, write in WRITERS.items():
            faults = feed_rules.faults_of(write(twice).encode(), form)
            assert "an id is there twice" in faults
            assert any(fault.startswith("not a whole address") for fault in faults)

    def test_it_is_as_old_as_the_newest_of_it(self) -> None:
        newer = replace(ITEM, id=f"{ITEM.id}2", updated_at=THEN.replace(year=2027))

        feed = replace(FEED, items=(newer, ITEM))

        assert (
            etree.fromstring(as_atom(feed).encode()).findtext(f"{feed_rules.ATOM}updated")
            == "2027-05-03T09:30:00+00:00"
        )
        assert "<lastBuildDate>Mon, 03 May 2027 09:30:00 +0000</lastBuildDate>" in as_rss(feed)


class TestJson:
    def test_it_says_only_what_is_known(self) -> None:
        assert set(json.loads(as_json(FEED))) == {
            "version", "title", "home_page_url", "feed_url", "language", "authors", "items",
        }  # fmt: skip


class TestTagUri:
    def test_it_names_no_port(self) -> None:
        assert (
            tag_uri("https://facts.example:8000", "2026-05-03", "claims/1") == "tag:facts.example,2026-05-03:claims/1"
        )
