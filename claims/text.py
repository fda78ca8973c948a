"""Texts of others made fit for our pages: slugs, directions, Markdown."""

import re
import secrets
from collections.abc import Collection, Iterator, MutableMapping, Sequence
from functools import cache
from typing import Any

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SLUG_LENGTH = 60
PUBLIC_ID_LENGTH = 12
PUBLIC_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing reads as another

RTL_LANGUAGE = re.compile("ar|arc|arz|azb|ckb|dv|fa|glk|he|iw|ji|ks|lrc|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi")
RTL_SCRIPT = re.compile("adlm|arab|aran|hebr|mand|nkoo|rohg|samr|syrc|thaa")
NO_LANGUAGE = re.compile("mis|mul|und|zxx")

BAD_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
JOINTS = re.compile(r"[‐-―−/_]+|(?<=\d)[.:](?=\d)")

SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s/?#]", re.IGNORECASE)
WITHIN_THE_SITE = re.compile(r"/(?![/\\])[^\s\\]*")
EVIDENCE = re.compile(r"#evidence-[1-9][0-9]{0,3}")
CITATION = re.compile(r"\[([1-9][0-9]{0,3})\]")
LINK_ATTRIBUTES = {"class", "href", "rel", "title"}
TEXT_TAGS = {"blockquote", "br", "code", "em", "hr", "p", "pre", "strong"}
TAGS = TEXT_TAGS | {"a", "h3", "h4", "h5", "h6", "li", "ol", "ul"}
PAGE_TAGS = TAGS | {"h2"}
UNDER_THE_RATIONALE, UNDER_THE_TITLE = 3, 2  # the level at which headings begin


def slug_for(statement: str, fallback: str) -> str:
    """The statement's first words for an address; the fallback where ASCII has none of them."""
    slug = slugify(JOINTS.sub(" ", statement))
    if not re.search("[a-z]", slug):
        slug = slugify(fallback)
    if len(slug) <= SLUG_LENGTH:
        return slug
    whole_words = slug[: SLUG_LENGTH + 1].rpartition("-")[0]
    return whole_words or slug[:SLUG_LENGTH]


def new_public_id() -> str:
    """A fresh id that cannot be guessed or misread."""
    return "".join(secrets.choice(PUBLIC_ID_LETTERS) for _ in range(PUBLIC_ID_LENGTH))


def direction(language: str) -> str:
    """The value of HTML's `dir` for a language tag (BCP 47): ltr, rtl, or auto if it tells nothing."""
    primary, *others = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in others[:2] if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return "rtl" if RTL_SCRIPT.fullmatch(script) else "ltr"
    if not re.fullmatch("[a-z]{2,3}", primary) or NO_LANGUAGE.fullmatch(primary):
        return "auto"
    return "rtl" if RTL_LANGUAGE.fullmatch(primary) else "ltr"


def has_bad_characters(text: str) -> bool:
    """Whether it holds what no text should: control characters, half a surrogate pair."""
    return bool(BAD_CHARACTERS.search(text))


def clean_markdown(markdown: str, citations: Collection[int]) -> str:
    """The HTML of a rationale, safe to show; `[5]` links to evidence 5 if it is among citations.

    The first level of heading in it becomes h3. Links go out by http, https or mailto; images
    and HTML stay text.
    """
    html = _parser().render(_encodable(markdown), {"citations": frozenset(citations)})
    return _cleaned(html, tags=TAGS, within=EVIDENCE)


def clean_page(markdown: str) -> str:
    """The HTML of a page about the house, safe to show: as a rationale, but nothing is cited.

    The first level of heading in it becomes h2. Links may also lead within the site: `/ratings/`.
    """
    env = {"citations": frozenset(), "top": UNDER_THE_TITLE}
    return _cleaned(_page_parser().render(_encodable(markdown), env), tags=PAGE_TAGS, within=WITHIN_THE_SITE)


def _cleaned(html: str, *, tags: set[str], within: re.Pattern[str]) -> str:
    def known_address(tag: str, attribute: str, value: str) -> str | None:
        """The value of an attribute, unless it leads where no link of ours does."""
        known = attribute != "href" or SAFE_LINK.match(value) or within.fullmatch(value)
        return value if known else None

    return nh3.clean(
        html,
        tags=tags,
        attributes={"a": LINK_ATTRIBUTES, "ol": {"start"}},
        attribute_filter=known_address,
        link_rel=None,
    )


def cited_numbers(markdown: str) -> list[int]:
    """The evidence numbers that a rationale cites, in the order of their first citation."""
    inline = _inline(_parser().parse(markdown))
    return list(dict.fromkeys(int(child.content) for child in inline if child.type == "citation"))


class _RationaleParser(MarkdownIt):
    """CommonMark without HTML, images and link definitions, with citations."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "linkify": False})
        # A definition `[5]: https://...` would turn citations of 5 into links elsewhere.
        self.disable(["image", "reference"])
        self.inline.ruler.after("link", "citation", _citation)
        self.core.ruler.push("lower_headings", _lower_headings)
        self.core.ruler.push("distrust_links", _distrust_links)
        self.add_render_rule("citation", _render_citation)

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the name that markdown-it calls)
        return bool(SAFE_LINK.match(url))


class _PageParser(_RationaleParser):
    """The same with links within the site."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the name that markdown-it calls)
        return super().validateLink(url) or bool(WITHIN_THE_SITE.fullmatch(url))


@cache
def _parser() -> MarkdownIt:
    return _RationaleParser()


@cache
def _page_parser() -> MarkdownIt:
    return _PageParser()


def _citation(state: StateInline, silent: bool) -> bool:
    """Take `[5]` for a citation unless it stands within a link's words."""
    cited = CITATION.match(state.src, state.pos)
    if silent or cited is None or state.linkLevel:
        return False
    state.push("citation", "", 0).content = cited[1]
    state.pos = cited.end()
    return True


def _render_citation(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: object,
    env: MutableMapping[str, Any],
) -> str:
    number = tokens[index].content
    if int(number) not in env["citations"]:
        return f"[{number}]"
    return f'<a class="cite" href="#evidence-{number}">[{number}]</a>'


def _lower_headings(state: StateCore) -> None:
    """Let the headings begin under what stands above the text and skip no level that is used."""
    top = state.env.get("top", UNDER_THE_RATIONALE)
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    used = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(top + used.index(token.tag), 6)}"


def _distrust_links(state: StateCore) -> None:
    for child in _inline(state.tokens):
        if child.type == "link_open" and SAFE_LINK.match(str(child.attrGet("href"))):
            child.attrSet("rel", "nofollow noopener")


def _inline(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or [])


def _encodable(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which has no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
