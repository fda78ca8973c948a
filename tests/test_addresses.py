import pytest

from claims.addresses import bare_host, is_web_address, same_page, spellings


class TestBareHost:
    @pytest.mark.parametrize(
        ("given", "host"),
        [
            ("facts.example", "facts.example"),
            ("https://www.Facts.example:8443/a/b", "facts.example"),
            ("www.facts.example.", "facts.example"),
            ("//facts.example/a", "facts.example"),
            ("http://[::1]:80/", "::1"),
            ("http://[::1", ""),
            ("", ""),
        ],
    )
    def test_it_is_the_host_alone(self, given: str, host: str) -> None:
        assert bare_host(given) == host


class TestSamePage:
    @pytest.mark.parametrize(
        ("address", "spelling"),
        [
            ("https://www.a.example/x/", "a.example/x"),
            ("HTTP://A.example:80/x#part", "a.example/x"),
            ("https://a.example/x?b=2&utm_source=s&a=1&fbclid=q", "a.example/x?b=2&a=1"),
            ("https://a.example:8443/X", "a.example:8443/X"),
            ("http://[::1]:8000/x", "[::1]:8000/x"),
            ("http://a.example:port/", "http://a.example:port/"),
        ],
    )
    def test_it_leaves_what_names_the_page(self, address: str, spelling: str) -> None:
        assert same_page(address) == spelling

    def test_each_spelling_is_of_the_same_page(self) -> None:
        address = "http://www.a.example/x?q=1#y"

        assert len({same_page(spelt) for spelt in spellings(address)}) == 1
        assert spellings(address)[0] == address


class TestIsWebAddress:
    @pytest.mark.parametrize("address", ["javascript:alert(1)", "//a.example", "http:///x", "mailto:a@b.example", ""])
    def test_nothing_else_is(self, address: str) -> None:
        assert not is_web_address(address)
