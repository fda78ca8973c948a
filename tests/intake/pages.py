"""A publisher's page around the sample's text: what readers of the paper see before, beside and after it."""

import html
from pathlib import Path

SAMPLE = (Path(__file__).parents[2] / "sample" / "article.txt").read_text().strip()
PARAGRAPHS = SAMPLE.split("\n\n")
MENU = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("news", "sport", "opinion", "culture"))
SHOP = '<a href="https://shop.example/">Buy two sofas, get one free today!</a>'
ADVERT = f'<aside class="ad"><p>Advertisement</p>{SHOP}</aside>'


def page(paragraphs: list[str] = PARAGRAPHS) -> str:
    """The page as HTML: menu, cookie notice, adverts, related links, comments and scripts around the article."""
    words = [f"<p>{html.escape(part)}</p>" for part in paragraphs[1:]]
    middle = len(words) // 2
    return f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(paragraphs[0])} | The Paper</title>
<meta property="og:title" content="{html.escape(paragraphs[0])}"><meta property="og:site_name" content="The Paper">
<meta name="author" content="Jane Roe"><meta property="article:published_time" content="2023-03-30T08:00:00Z">
<script>document.title = "stolen";</script><style>p {{ color: black }}</style></head>
<body><a href="#main">Skip to content</a><header><nav><ul>{MENU}</ul></nav></header>
<div id="cookie-banner" class="cookie-consent">
<p>We and our 812 partners value your privacy.</p><button>Accept</button></div>
<main id="main"><article><h1>{html.escape(paragraphs[0])}</h1>
{"".join(words[:middle])}{ADVERT}<script>track("reader")</script>{"".join(words[middle:])}
<p>Skip to content</p></article>
<section class="related-articles"><h2>Related</h2>
<ul><li><a href="/a">Ten cakes for the weekend</a></li></ul></section>
<section id="comments" class="comments"><h2>Comments</h2>
<p class="comment">First! I never read such nonsense.</p></section>
</main><footer><p>© The Paper. All rights reserved. <a href="/imprint">Imprint</a></p></footer></body></html>"""
