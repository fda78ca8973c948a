"""Web addresses compared: which of them lead to the same page, and whose they are."""

import hashlib
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

# What tells where a visitor came from and changes nothing on the page.
ORIGINS = ("utm_",)
ORIGIN = {"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"}


def bare_host(address: str) -> str:
    """The host of an address or a host as it was typed: no scheme, no port, no “www.”, in small letters."""
    given = address.strip().lower()
    try:
        host = urlsplit(given if "//" in given else f"//{given}").hostname or ""
    except ValueError:
        return ""
    return host.removesuffix(".").removeprefix("www.")


def is_web_address(address: str) -> bool:
    """Whether it begins as an http or https address with a host."""
    parts = _parts(address)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def without_anchor(address: str) -> str:
    """The address without its “#…”."""
    return address.partition("#")[0]


def same_page(address: str) -> str:
    """One spelling for the addresses of a page.

    They differ in scheme, port, “www.”, a slash at the end, an anchor and what tells where a visitor came from.
    """
    parts = _parts(address)
    if parts is None:
        return address.strip()
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if not _tells_origin(name)]
    asked = f"?{urlencode(kept)}" if kept else ""
    return f"{_host(parts)}{parts.path.rstrip('/')}{asked}"


def digest_of_page(address: str) -> str:
    """SHA-256 of the one spelling for the addresses of a page, hexadecimal."""
    return hashlib.sha256(same_page(address).encode()).hexdigest()


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        parts.port  # noqa: B018 (raises for a port that is no number)
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    host = bare_host(f"//{parts.hostname or ''}") if ":" not in (parts.hostname or "") else f"[{parts.hostname}]"
    return host if parts.port in (None, usual) else f"{host}:{parts.port}"


def _tells_origin(name: str) -> bool:
    return name.lower() in ORIGIN or name.lower().startswith(ORIGINS)
