"""Which addresses a request of ours may go to: whatever is not public is refused, however it is written."""

import pytest

from claims.outgoing import Forbidden, Unreachable, may_be_asked
from claims.outgoing.addresses import by_the_system, is_public, place_of

WAYS = {"schemes": ["https"], "ports": [443, 8443]}

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",  # carrier-grade NAT
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",  # where clouds keep their secrets
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",  # IPv4-compatible
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",  # Teredo
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4
    "2002:0808:0808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
    "4000::1",
]
PUBLIC = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]

SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::ffff:7f00:1]",
    "[fe80::1%25lo]",
    "127.0.0.1.",
    "１２７.0.0.1",  # digits of full width
    "١٢٧.0.0.1",  # Arabic digits
    "①②⑦.0.0.1",
    "127。0。0。1",  # ideographic stops
    "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[::127.0.0.1]",
    "[::]",
    "0",
]


class TestPublic:
    @pytest.mark.parametrize("address", PRIVATE)
    def test_what_is_of_a_house_or_of_nobody_is_not(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize("address", PUBLIC)
    def test_what_anybody_can_ask_is(self, address: str) -> None:
        assert is_public(address)


class TestPlaceOf:
    @pytest.mark.parametrize("host", SPELLINGS)
    def test_it_refuses_an_address_however_it_is_spelled(self, host: str) -> None:
        with pytest.raises(Unreachable):
            place_of(f"https://{host}/", **WAYS, resolve=by_the_system)

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost."])
    def test_it_refuses_the_names_of_this_machine(self, host: str) -> None:
        with pytest.raises(Unreachable):
            place_of(f"https://{host}/", **WAYS, resolve=by_the_system)

    @pytest.mark.parametrize("private", ["10.0.0.1", "::1", "::ffff:192.168.0.1", "169.254.169.254"])
    def test_one_private_address_among_public_ones_is_enough(self, private: str) -> None:
        with pytest.raises(Forbidden, match="no public address"):
            place_of("https://hooks.example/", **WAYS, resolve=lambda host, port: ["8.8.8.8", private, "1.1.1.1"])

    def test_a_name_is_resolved_once(self) -> None:
        asked = []

        def rebinding(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

        place = place_of("https://hooks.example/a?b=c", **WAYS, resolve=rebinding)

        assert (asked, place.addresses, place.port) == (["hooks.example"], ["8.8.8.8"], 443)
        assert place.url.request_uri == "/a?b=c"

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "hooks.example",
            "//hooks.example/",
            "ftp://hooks.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "gopher://hooks.example/",
            "https://",
            "https:///path",
            "https://hooks.example:0/",
            "https://hooks.example:99999/",
            "https://hooks.example:x/",
            "https://[::1/",
            "https://a b/",
            "https://user:password@hooks.example/",
            "https://8.8.8.8@127.0.0.1/",
            "https://hooks.example/" + "a" * 2000,
            "http://hooks.example/",
            "https://hooks.example:22/",
            "https://hooks.example:6379/",
        ],
    )
    def test_it_refuses_what_no_request_goes_to(self, url: str) -> None:
        with pytest.raises(Forbidden):
            place_of(url, **WAYS, resolve=lambda host, port: ["8.8.8.8"])

    def test_it_goes_to_a_network_of_our_own_by_any_scheme_and_port(self) -> None:
        place = place_of(
            "http://hooks.lan:9000/", **WAYS, networks=["10.2.0.0/16"], resolve=lambda host, port: ["10.2.3.4"]
        )

        assert place.addresses == ["10.2.3.4"]

    def test_a_name_that_lies_in_our_network_and_in_another_is_refused(self) -> None:
        with pytest.raises(Forbidden):
            place_of(
                "https://hooks.lan/", **WAYS, networks=["10.2.0.0/16"],
                resolve=lambda host, port: ["10.2.3.4", "10.3.3.4"],
            )  # fmt: skip


class TestMayBeAsked:
    @pytest.mark.parametrize("host", SPELLINGS[:-1])
    def test_it_refuses_an_address_in_figures_without_asking_anybody(self, host: str) -> None:
        with pytest.raises(Forbidden):
            may_be_asked(f"https://{host}/", **WAYS)

    def test_a_name_is_left_for_later(self) -> None:
        may_be_asked("https://nobody-knows-this.invalid/hook", **WAYS)

    def test_a_network_of_our_own_may_hold_a_name_that_is_asked_without_tls(self) -> None:
        may_be_asked("http://hooks.lan:9000/", **WAYS, networks=["10.2.0.0/16"])

        with pytest.raises(Forbidden):
            may_be_asked("http://10.3.0.1:9000/", **WAYS, networks=["10.2.0.0/16"])
