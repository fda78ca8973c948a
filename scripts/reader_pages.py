"""Every kind of page that readers meet, each by one address of the sample."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

SCENE = "from scripts.scene import play; play()"  # run before the pages are visited: what the sample lacks
PAGES = {
    "home": "/",
    "claim": "/claims/bayramov-said-that-azerbaijan-supplies-30-of-the-oil-israel/",
    "claim corrected": "/claims/more-than-6000-soldiers-from-both-sides-were-killed-in-the/",
    "claim withdrawn": "/claims/a-picture-of-deek-laying-roses-at-the-ganja-attack-site-was/",
    "article": "/articles/israel-and-azerbaijan-tout-strategic-ties-ahead-of-embassy/",
    "speaker": "/speakers/eli-cohen/",
    "topic": "/topics/oil/",
    "periods compared": "/topics/diplomacy/?from=2022&to=2024&and_from=2025&and_to=2030",
    "topics": "/topics/",
    "places": "/places/",
    "archive": "/archive/",
    "month": f"/archive/{datetime.now(UTC):%Y/%m}/",
    "repeated": "/repeated/",
    "ratings": "/ratings/",
    "corrections": "/corrections/",
    "impact": "/impact/",
    "about": "/about/",
    "methodology": "/about/methodology/",
    "methodology changed": "/about/methodology/versions/2/",
    "search": "/search/?q=oil",
    "search narrowed": "/search/?rating=true&topic=diplomacy",
    "nothing found": "/search/?q=zebra",
    "embed": "/claims/bayramov-said-that-azerbaijan-supplies-30-of-the-oil-israel/embed/",
    "embed of an article": "/embed/articles/israel-and-azerbaijan-tout-strategic-ties-ahead-of-embassy/",
    "annotate": "/annotate/",
    "not found": "/nowhere/",
}


def in_languages(address: str) -> Iterator[tuple[str, str]]:
    """Each page of a demo in English and in Arabic, from the right: its name and its path."""
    for name, path in (PAGES | {"source": _a_source(address), "claim as it was": _an_entry(address)}).items():
        yield name, path
        yield f"{name}/ar", f"/ar{path}"


def _a_source(address: str) -> str:
    """The path of some source: its id is another one in each demo."""
    return f"/sources/{_first(address, 'sources')['id']}/"


def _an_entry(address: str) -> str:
    """The path of a check as it was before it was corrected: its number is another one in each demo."""
    correction = _first(address, "corrections")
    history = correction["url"].partition("/api/v1/")[2].rpartition("/history/")[0]
    entry = _first(address, f"{history}/history")
    return f"{correction['html_url'].partition('#')[0].removeprefix(address)}entries/{entry['number']}/"


def _first(address: str, listed: str) -> dict[str, Any]:
    """The first that a list of the API tells."""
    with urllib.request.urlopen(f"{address}/api/v1/{listed}/?page_size=1", timeout=30) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)["results"][0]
        return found
