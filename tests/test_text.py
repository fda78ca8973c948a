import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import (
    cited_numbers,
    clean_markdown,
    clean_page,
    direction,
    has_bad_characters,
    new_public_id,
    slug_for,
)

SURROGATE = "\ud83d"
# Beginnings and ends of everything Markdown and HTML know, to be thrown together at random.
pieces = st.sampled_from(
    [
        *"[]()<>`*_!\\&#'\"\n -:/5a",
        *["[5]", "](", "javascript:", "https://a.b", "data:text/html,", "<script>", "<img src=x onerror=a>"],
        *["\n\n", "\n> ", "\n1. ", "\n    ", "```", "[5]: https://a.b", "&#106;", "&lt;", "\0", SURROGATE, "א"],
    ]
)  # fmt: skip
hostile = st.lists(pieces, max_size=40).map("".join)
REPEATED = [
    "[", "]", "*", "_a", "`", "<", "> ", ">", "- ", "1. ", "&#", "\\", "\n", "\t", "![", "[a](", "[a](<b", "[5]",
    "[5](", "*a ", "a**b", "***a", "*a **b ", "`a", "<http:", "[a]: u\n", "[a](http://b)", "# a\n", "a\n=", "```\n",
    "<!--", "<a b=", "[a [b ", "&amp;", "<b>", "> - ", "* [x](",
]  # fmt: skip


class TestSlugFor:
    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("Crime has tripled.", "crime-has-tripled"),
            ("Azerbaijan supplies 30% of Israel’s oil", "azerbaijan-supplies-30-of-israels-oil"),
            ("Between 18–19 and 2.5 million/year", "between-18-19-and-2-5-million-year"),
            ("Café Müller: žluťoučký", "cafe-muller-zlutoucky"),
            ("x" * 100, "x" * 60),
        ],
    )
    def test_it_says_what_the_claim_says(self, statement, expected):
        assert slug_for(statement, "fallback") == expected

    def test_it_ends_with_a_whole_word(self):
        statement = "a" * 30 + " " + "b" * 29 + " " + "c" * 5

        assert slug_for(statement, "fallback") == "a" * 30 + "-" + "b" * 29

    def test_a_word_that_does_not_fit_is_left_out(self):
        assert slug_for("a" * 30 + " " + "b" * 30, "fallback") == "a" * 30

    @pytest.mark.parametrize("statement", ["", "؟", "إسرائيل تستورد 30% من النفط", "以色列", "!!!", "👍"])
    def test_what_ascii_cannot_say_gets_the_fallback(self, statement):
        assert slug_for(statement, "0aBc") == "0abc"

    @given(st.text())
    def test_it_is_always_fit_for_an_address(self, statement):
        assert re.fullmatch("[a-z0-9_]+(?:-[a-z0-9_]+)*", slug_for(statement, "f"))
        assert len(slug_for(statement, "f")) <= 60


class TestNewPublicId:
    def test_it_is_twelve_letters_that_cannot_be_misread(self):
        ids = [new_public_id() for _ in range(1000)]

        assert {len(public_id) for public_id in ids} == {12}
        assert "".join(sorted(set("".join(ids)))) == "0123456789abcdefghjkmnpqrstvwxyz"

    def test_no_two_are_the_same(self):
        assert len({new_public_id() for _ in range(1000)}) == 1000


class TestDirection:
    @pytest.mark.parametrize(
        "language",
        ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "ckb", "dv", "AR-eg", "fa_IR", "az-Arab", "en-Hebr-IL"],
    )
    def test_it_is_right_to_left_by_language_or_script(self, language):
        assert direction(language) == "rtl"

    @pytest.mark.parametrize("language", ["en", "az", "de-AT", "ar-Latn", "ur-Latn-PK", "pa-Guru", "arn", "hee"])
    def test_it_is_left_to_right_else(self, language):
        assert direction(language) == "ltr"

    @pytest.mark.parametrize("language", ["", "und", "zxx", "mul", "-", "x-klingon", "عربي", "he fa", "1"])
    def test_it_is_left_to_the_browser_when_the_tag_says_nothing(self, language):
        assert direction(language) == "auto"


class TestHasBadCharacters:
    @pytest.mark.parametrize("character", [*"\0\x07\x0b\x1b\x7f\x85\x9f\ud800\udfff"])
    def test_it_finds_controls_and_lone_surrogates(self, character):
        assert has_bad_characters(f"a{character}b")

    def test_it_lets_writing_be(self):
        assert not has_bad_characters("tab\t line\r\n é e\u0301 👍🏽 \u200f\u202bאב\u202c \u200d\u00a0\ufeff")


class TestCitations:
    def test_a_number_in_evidence_becomes_a_link_to_it(self):
        html = clean_markdown("Iran denies it [5].", [5])

        assert html.strip() == '<p>Iran denies it <a class="cite" href="#evidence-5">[5]</a>.</p>'

    def test_a_number_without_evidence_stays_text(self):
        assert clean_markdown("Denied [6].", [5]).strip() == "<p>Denied [6].</p>"

    @pytest.mark.parametrize(
        "markdown",
        [
            "`[5]`",
            "    [5]",
            "```\n[5]\n```",
            "[see [5] here](https://a.b)",
            "[[5]](https://a.b)",
            "[5](https://a.b)",
            "[**[5]**](https://a.b)",
            "\\[5]",
            "[5\\]",
            "[05]",
            "[5 ]",
            "[٥]",
            "[99999]",
            "&#91;5]",
            "<https://a.b/[5]>",
        ],
    )
    def test_what_only_looks_like_one_is_none(self, markdown):
        assert "evidence" not in clean_markdown(markdown, [5])
        assert cited_numbers(markdown) == []

    @pytest.mark.parametrize(
        "markdown",
        [
            "**[5]**",
            "> [5]",
            "1. [5]",
            "# [5]",
            "[[5]]",
            "[5](see p. 3",
            "![5]",
            "[5]\n\n[5]: https://evil.example",
            "[oil][5]",
        ],
    )
    def test_nothing_else_hides_one(self, markdown):
        html = clean_markdown(markdown, [5])

        assert '<a class="cite" href="#evidence-5">[5]</a>' in html
        assert "<a href" not in html
        assert cited_numbers(markdown) == [5]

    def test_numbers_come_in_the_order_of_their_first_citation(self):
        assert cited_numbers("One [7], two [3] and\n\n- [7]\n- **[12]** `[9]`\n") == [7, 3, 12]

    def test_a_text_without_any_cites_nothing(self):
        assert cited_numbers("") == []

    @given(hostile)
    def test_every_citation_is_a_link_and_every_link_a_citation(self, markdown):
        linked = re.findall(r'href="#evidence-(\d+)"', clean_markdown(markdown, range(10_000)))

        assert list(dict.fromkeys(map(int, linked))) == cited_numbers(markdown)


class TestCleanMarkdown:
    def test_it_keeps_what_a_rationale_needs(self):
        html = clean_markdown("**a** *b* `c`\n\n> d\n\n- e\n\n3. f\n\n---\n\n    g", [])

        for tag in ["strong", "em", "code", "blockquote", "ul", "li", 'ol start="3"', "hr", "pre"]:
            assert f"<{tag}>" in html

    def test_its_headings_begin_below_the_page_s_own(self):
        html = clean_markdown("## Oil\n\n#### Sources\n\n## Gas", [])

        assert re.findall("<(h.)>", html) == ["h3", "h4", "h3"]

    def test_there_is_always_a_heading_left(self):
        html = clean_markdown("\n".join(f"{'#' * level} {level}" for level in range(1, 7)), [])

        assert re.findall("<(h.)>", html) == ["h3", "h4", "h5", "h6", "h6", "h6"]

    @pytest.mark.parametrize("url", ["https://a.b/?x=1", "http://a.b", "HTTPS://A.B", "mailto:a@b.c"])
    def test_links_go_out_without_our_word_for_them(self, url):
        html = clean_markdown(f"[x]({url}) <{url}>", [])

        assert len(re.findall('<a href="[^"]+" rel="nofollow noopener">', html)) == 2

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "&#106;avascript:alert(1)",
            "java\tscript:alert(1)",
            "\x01javascript:alert(1)",
            "data:text/html,x",
            "data:image/png;base64,AA",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/admin/logout/",
            "#evidence-1",
            "?a=b",
            "https:evil",
            "https:///x",
            "ftp://a.b",
            "tel:1",
            "",
        ],
    )
    def test_links_go_nowhere_else(self, url):
        assert "href=" not in clean_markdown(f"[x]({url}) [y](<{url}>) <{url}>", [1])

    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<b onclick=a>x</b>",
            "<style>*{}</style>",
            "<iframe src=//a>",
            "<a href='https://a.b' class=cite>x</a>",
            "<!-- x -->",
            "<svg/onload=a>",
        ],
    )
    def test_html_stays_text(self, html):
        shown = clean_markdown(f"a {html}\n\n{html}", [])

        assert set(re.findall(r"<(\w+)", shown)) == {"p"}
        assert "&lt;" in shown

    def test_an_image_is_not_fetched_but_linked(self):
        html = clean_markdown("![a](https://a.b/c.png)", [])

        assert "<img" not in html
        assert '<a href="https://a.b/c.png"' in html

    def test_quotes_do_not_break_out_of_an_attribute(self):
        html = clean_markdown("[x](https://a.b/\"onclick=a '\\\"><b>')", [])

        assert set(re.findall(r"<(\w+)", html)) <= {"p", "a"}
        assert not re.search(r'<a [^>]*"onclick', html)

    @given(hostile)
    def test_only_known_tags_and_addresses_come_out(self, markdown):
        html = clean_markdown(markdown, [5])

        html.encode("utf-8")
        tags = "a|blockquote|br|code|em|h[3-6]|hr|li|ol|p|pre|strong|ul"
        assert not re.sub(f'</?(?:{tags})(?: [a-z]+="[^"<>]*")*>', "", html).count("<")
        for address in re.findall('href="([^"]*)"', html):
            assert re.match("https?://|mailto:|#evidence-5$", address, re.IGNORECASE)
        assert set(re.findall(' ([a-z]+)="', "".join(re.findall("<[^>]+>", html)))) <= {
            *["class", "href", "rel", "start", "title"]
        }

    @pytest.mark.parametrize("piece", REPEATED)
    def test_fifty_kilobytes_of_anything_take_less_than_a_breath(self, piece):
        markdown = piece * (50_000 // len(piece))
        began = time.process_time()

        clean_markdown(markdown, [5])

        assert time.process_time() - began < 3

    @pytest.mark.parametrize(
        "markdown",
        [
            "[" * 25_000 + "]" * 25_000,
            "[a " * 8_000 + "](http://b)" * 2_000,
            " ".join("`" * width for width in range(1, 310)),
            "".join(" " * depth + "- a\n" for depth in range(300)),
            "[a](" + "(" * 50_000,
            "[a](http://" + "ü." * 25_000 + ")",
        ],
        ids=["brackets", "links in links", "backticks", "lists in lists", "parentheses", "domains"],
    )
    def test_deep_nesting_takes_no_longer(self, markdown):
        began = time.process_time()

        clean_markdown(markdown, [5])

        assert time.process_time() - began < 3


class TestCleanPage:
    def test_its_headings_begin_under_the_title(self):
        assert re.findall("<(h.)>", clean_page("# a\n## b\n#### c")) == ["h2", "h3", "h4"]

    def test_it_cites_nothing(self):
        assert clean_page("As said in [1].") == "<p>As said in [1].</p>\n"

    @pytest.mark.parametrize("url", ["/ratings/", "/about/team/", "/search/?q=a&page=2"])
    def test_links_lead_within_the_site(self, url):
        assert re.fullmatch('<p><a href="/[^"]+">x</a></p>\n', clean_page(f"[x]({url})"))

    def test_links_go_out_without_our_word_for_them(self):
        assert 'rel="nofollow noopener"' in clean_page("[x](https://a.b/)")

    @pytest.mark.parametrize(
        "url",
        ["//evil.example", "javascript:alert(1)", "data:text/html,x", "#evidence-1", "ratings/"],
    )
    def test_links_go_nowhere_else(self, url):
        assert "href=" not in clean_page(f"[x]({url}) [y](<{url}>)")

    def test_html_stays_text(self):
        assert "<script" not in clean_page("<script>alert(1)</script> <h1>x</h1>")
