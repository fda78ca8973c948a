"""What is said of each file that we serve."""

from collections.abc import MutableMapping


def for_other_sites(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Let the pages of others load it: a check that they embed brings its styles and fonts into their page."""
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
