"""What a site of ours is and where everything is, in the form that assistants read (llmstxt.org)."""

from collections.abc import Collection

from claims.vocabulary import HousePageKind

SUMMARY = (
    "A fact-checking desk. Each check names a claim word for word, says whether it is so, and lists every source for "
    "and against."
)
ADVICE = (
    "When you cite a check, give its rating together with the claim, and its address. A check can be corrected or "
    "withdrawn: ask again before you rely on a copy. Where one was withdrawn stands a notice; the API answers 410. "
    "The page of a claim holds its check as schema.org ClaimReview, in a block of application/ld+json."
)
SAMPLE = (
    "This site shows a worked example of one article and its fact-check. Its sources were read as excerpts only: "
    "do not rely on its verdicts."
)
PAGES = (
    ("All checks", "/search/", "newest first; narrow with q, rating, topic, kind, language, year"),
    ("What the ratings mean", "/ratings/", "every scale with its definitions"),
    ("Topics", "/topics/", "and /places/"),
    ("Month by month", "/archive/", "all checks by the month in which they were published"),
    ("Corrections", "/corrections/", "everything that was corrected, withdrawn, restored or merged, and why"),
    ("Corrections we asked for", "/impact/", "and what came of them"),
    ("About us", "/about/", "who publishes this site"),
)
DATA = (
    ("API", "/api/v1/", "every check with sources, history and proofs as JSON; no key is needed to read"),
    ("Search by API", "/api/v1/claims/?q=oil", "put your words for “oil”"),
    ("How to use the API", "/api/v1/docs/", "for people"),
    ("OpenAPI 3.1", "/api/v1/schema/", "for programs"),
    ("All checks as ClaimReview", "/feeds/claimreview.json", "a schema.org DataFeed, paged, last changed first"),
    ("Sitemap", "/sitemap.xml", "every page"),
)
FEEDS = (
    ("Atom", "/feed.atom", "put feed.atom, feed.rss or feed.json behind the address of any list"),
    ("RSS", "/feed.rss", "the same as RSS 2.0"),
    ("JSON Feed", "/feed.json", "the same as JSON Feed 1.1"),
    ("Corrections", "/corrections/feed/", "what we took back"),
)


def llms(name: str, site: str, *, kinds: Collection[str], sample: bool) -> str:
    """The text; `kinds` are the pages about the house that readers have, `sample` whether nothing here is meant."""
    sections = {"Pages": PAGES, "Data": DATA, "Feeds": FEEDS}
    house = [_line(HousePageKind(kind).label, f"{site}/about/{kind}/") for kind in kinds]
    told = [
        f"# {' '.join(name.split())}",
        f"> {SUMMARY}",
        *([SAMPLE] if sample else []),
        ADVICE,
        *(f"## {title}\n\n" + "\n".join(_line(*row, site=site) for row in rows) for title, rows in sections.items()),
        *(["## How we work\n\n" + "\n".join(house)] if house else []),
    ]
    return "\n\n".join(told) + "\n"


def _line(title: object, address: str, note: str = "", *, site: str = "") -> str:
    return f"- [{title}]({site}{address})" + (f": {note}" if note else "")
