"""Every kind of page that readers meet, each by one address of the sample."""

from collections.abc import Iterator

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
    "not found": "/nowhere/",
}


def in_languages() -> Iterator[tuple[str, str]]:
    """Each page in English and in Arabic, from the right: its name and its address."""
    for name, path in PAGES.items():
        yield name, path
        yield f"{name}/ar", f"/ar{path}"
