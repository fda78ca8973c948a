import pytest

from claims.addresses import bare_host, is_web_address, same_page


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
            (" https://a.example", "a.example"),
            ("https://a.example/show?id=7&utm_id=1&page=2", "a.example/show?id=7&page=2"),
        ],
    )
    def test_it_leaves_what_names_the_page(self, address: str, spelling: str) -> None:
        assert same_page(address) == spelling


class TestIsWebAddress:
    @pytest.mark.parametrize("address", ["javascript:alert(1)", "//a.example", "http:///x", "mailto:a@b.example", ""])
    def test_nothing_else_is(self, address: str) -> None:
        assert not is_web_address(address)
