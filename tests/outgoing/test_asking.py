"""Asking other servers: under the name that was asked for, at the address that was checked, and never for too long."""

import gzip
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from claims.outgoing import Answer, Forbidden, Manners, Unreachable, ask

from .servers import Listener, Server, serving

HERE = Manners(networks=["127.0.0.0/8"])


def here(host: str, port: int) -> list[str]:
    """A resolver by which every name is this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


class TestAsking:
    def test_it_says_who_asks_under_the_name_that_was_asked_for(self, server: Server, settings: Settings) -> None:
        settings.SITE_URL = "https://facts.example"

        answer = ask(f"http://hooks.lan:{server.port}/a?b=ü#c", HERE, resolve=here)

        (heard,) = server.heard
        assert (answer.status, heard.method, heard.path) == (200, "GET", "/a?b=%C3%BC")
        assert heard.headers["Host"] == f"hooks.lan:{server.port}"
        assert heard.headers["User-Agent"] == "factcheck-desk/1 (+https://facts.example)"
        assert set(heard.headers) == {"Host", "User-Agent", "Accept-Encoding"}

    def test_it_sends_a_body_byte_by_byte(self, server: Server) -> None:
        ask(f"{server.url}/", HERE, method="POST", body=b"\xc3\xbc", headers={"Content-Type": "application/json"})

        (heard,) = server.heard
        assert (heard.body, heard.headers["Content-Type"]) == (b"\xc3\xbc", "application/json")

    def test_it_takes_nothing_from_the_environment(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9/")

        assert ask(f"{server.url}/", HERE).status == 200

    def test_it_keeps_no_cookie(self, server: Server) -> None:
        server.say = lambda listener: listener.answer(Set_Cookie="seen=1; Path=/")

        for _time in range(2):
            ask(f"{server.url}/", HERE)

        assert all("Cookie" not in heard.headers for heard in server.heard)

    def test_it_tries_the_next_address_where_nobody_listens(self, server: Server) -> None:
        answer = ask(f"http://hooks.lan:{server.port}/", HERE, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])

        assert answer.status == 200

    def test_it_does_not_ask_this_machine_unless_it_may(self, server: Server) -> None:
        with pytest.raises(Forbidden):
            ask(f"http://hooks.example:{server.port}/", Manners(ports=[server.port]), resolve=here)

        assert not server.heard

    def test_it_connects_to_the_address_that_was_checked(self, server: Server) -> None:
        asked = []

        def rebinding(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

        assert ask(f"http://hooks.lan:{server.port}/", HERE, resolve=rebinding).status == 200
        assert asked == ["hooks.lan"]

    @pytest.mark.parametrize("url", ["http://nobody-knows-this.invalid/", "http://127.0.0.1:9/"])
    def test_it_says_when_there_is_nobody(self, url: str) -> None:
        with pytest.raises(Unreachable, match=r"^(nobody knows where|it could not be reached)"):
            ask(url, HERE)

    def test_a_name_without_addresses_is_nowhere(self) -> None:
        with pytest.raises(Unreachable, match="nobody knows where"):
            ask("https://hooks.example/", HERE, resolve=lambda host, port: [])

    def test_what_is_no_http_is_said(self, server: Server) -> None:
        server.say = lambda listener: listener.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n") and None

        with pytest.raises(Unreachable, match="broke off, or did not speak HTTP"):
            ask(f"{server.url}/", HERE)


class TestRedirects:
    def lead(self, server: Server, to: str, status: int = 302) -> None:
        def say(listener: Listener) -> None:
            if listener.path == "/end":
                return listener.answer(body=b"Here.")
            return listener.answer(status, Location=to)

        server.say = say

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_they_are_followed_where_that_is_wanted(self, server: Server, status: int) -> None:
        self.lead(server, "/end", status)

        answer = ask(f"{server.url}/begin", replace(HERE, redirects=5))

        assert (answer.status, answer.body, answer.url) == (200, b"Here.", f"{server.url}/end")

    def test_they_are_not_where_it_is_not(self, server: Server) -> None:
        self.lead(server, "/end")

        assert ask(f"{server.url}/begin", HERE).status == 302
        assert ask(f"{server.url}/begin", replace(HERE, redirects=5), method="POST", body=b"").status == 302
        assert len(server.heard) == 2

    def test_there_is_an_end_to_them(self, server: Server) -> None:
        self.lead(server, "/again")

        with pytest.raises(Unreachable, match="more than 5 times"):
            ask(f"{server.url}/begin", replace(HERE, redirects=5))

        assert len(server.heard) == 6

    @pytest.mark.parametrize(
        "to",
        [
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "//[::1]/",
            "http://2130706433:6379/",
            "file:///etc/passwd",
            "gopher://8.8.8.8/",
            "https://user@8.8.8.8/",
            "http://8.8.8.8:22/",
            "http://inner.example/",
        ],
    )
    def test_each_place_is_checked_like_the_first(self, server: Server, to: str) -> None:
        self.lead(server, to)
        known = {"outer.example": ["127.0.0.1"], "inner.example": ["8.8.8.8", "192.168.0.1"]}
        manners = replace(HERE, networks=["127.0.0.1/32"], redirects=5)

        def resolve(host: str, port: int) -> list[str]:
            if host in known:
                return known[host]
            return {"2130706433": ["127.0.0.2"]}.get(host, [host])

        with pytest.raises(Forbidden):
            ask(f"http://outer.example:{server.port}/", manners, resolve=resolve)


class TestLimits:
    def test_an_answer_that_is_too_long_is_refused_or_cut(self, server: Server) -> None:
        server.say = lambda listener: listener.answer(body=b"a" * 1001)

        assert len(ask(f"{server.url}/", replace(HERE, most=1001)).body) == 1001
        assert len(ask(f"{server.url}/", replace(HERE, most=100, beginning_is_enough=True)).body) == 100
        with pytest.raises(Unreachable, match="longer than 1000 bytes"):
            ask(f"{server.url}/", replace(HERE, most=1000))

    def test_it_counts_what_is_unpacked(self, server: Server) -> None:
        packed = gzip.compress(b"a" * 50_000_000)
        server.say = lambda listener: listener.answer(body=packed, Content_Encoding="gzip")

        with pytest.raises(Unreachable, match="longer than 100000 bytes"):
            ask(f"{server.url}/", replace(HERE, most=100_000), headers={"Accept-Encoding": "gzip"})

    def test_a_server_that_keeps_quiet_is_left(self, server: Server) -> None:
        server.say = lambda listener: time.sleep(0.5)

        with pytest.raises(Unreachable, match="took too long"):
            ask(f"{server.url}/", replace(HERE, read=0.05))

    @pytest.mark.parametrize("slowly", ["head", "body"])
    def test_a_server_that_drips_is_left_when_the_time_is_over(self, server: Server, slowly: str) -> None:
        def drip(listener: Listener) -> None:
            begin = b"HTTP/1.1 200 OK\r\nX-Slow: " if slowly == "head" else b"HTTP/1.1 200 OK\r\n\r\n"
            for byte in [begin, *([b"a"] * 100)]:
                listener.wfile.write(byte)
                time.sleep(0.02)

        server.say = drip
        begun = time.monotonic()

        with pytest.raises(Unreachable, match="took too long"):
            ask(f"{server.url}/", replace(HERE, total=0.3))

        assert time.monotonic() - begun < 1.5


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for hooks.lan with its key, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.lan")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "hooks.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


class TestTLS:
    def ask(self, host: str, certificate: Path, **given: Any) -> Answer:
        with serving(certificate=certificate) as server:
            return ask(f"https://{host}:{server.port}/", HERE, resolve=here, **given)

    def test_the_certificate_is_that_of_the_name_not_of_the_address(self, certificate: Path) -> None:
        answer = self.ask("hooks.lan", certificate, trust=ssl.create_default_context(cafile=certificate))

        assert answer.status == 200

    def test_another_name_is_refused(self, certificate: Path) -> None:
        with pytest.raises(Unreachable, match="its certificate is not good"):
            self.ask("other.lan", certificate, trust=ssl.create_default_context(cafile=certificate))

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, certificate: Path) -> None:
        with pytest.raises(Unreachable, match="its certificate is not good"):
            self.ask("hooks.lan", certificate)
