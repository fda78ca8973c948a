"""Plain text: what it names, where it leads, what it quotes."""

import re
import time

import pytest

from claims.plain_text import names_called, stands_in, with_links


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@anna, @ben.c and @anna", ["anna", "ben.c"]),
        ('@"Anna  Example" (@“Əli Həsənov”)', ["Anna Example", "Əli Həsənov"]),
        ("@آنا", ["آنا"]),
        ('x@anna @@anna @ @" " @"" @-', []),
    ],
)
def test_it_names_each_once(text: str, names: list[str]) -> None:
    assert names_called(text) == names


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See (https://a.example/x).", "See ({https://a.example/x})."),
        ("https://a.example/?q=1&r=2", "{https://a.example/?q=1&amp;r=2}"),
        ("http://a.example\nhttps://b.example…", "{http://a.example}\n{https://b.example}…"),
        ('"https://a.example"onclick="x"', "&quot;{https://a.example}&quot;onclick=&quot;x&quot;"),
        (
            "javascript:alert(1) ftp://a.example a.example <b>",
            "javascript:alert(1) ftp://a.example a.example &lt;b&gt;",
        ),
        ("https://a.example/<b>", "{https://a.example/}&lt;b&gt;"),
    ],
)
def test_addresses_become_links_and_nothing_else_is_html(text: str, html: str) -> None:
    link = r'<a href="\1" rel="nofollow noopener noreferrer">\1</a>'

    assert with_links(text) == re.sub(r"\{(.*?)\}", link, html)


def test_words_stand_in_a_text_however_lines_are_broken() -> None:
    assert stands_in("two  words", "the two\nwords [1].")
    assert not stands_in("two words", "the twowords")


@pytest.mark.parametrize(
    "text", ["@" * 5000, '@"' * 2500, "https://" * 600, "https://a" + "." * 5000, "@a" + "." * 5000]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.perf_counter()

    names_called(text), with_links(text)

    assert time.perf_counter() - begun < 0.5
