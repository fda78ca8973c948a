"""The address of an original as people write it: what makes no difference to which page it is."""

import re
from urllib.parse import urlsplit, urlunsplit

CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id)(?:=.*)?", re.DOTALL)


def spellings(address: str) -> list[str]:
    """The ways to write the address of a web page: by http or https, with a slash at its end or without.

    Without what follows # and what campaigns add; and as it was given. None of what is no address of a web page.
    """
    try:
        given = urlsplit(address.strip())
        host = given.netloc.lower()
    except ValueError:  # brackets that hold no address
        return []
    if given.scheme not in ("http", "https") or not host:
        return []
    query = "&".join(part for part in given.query.split("&") if not CAMPAIGN.fullmatch(part))
    bare = given.path.rstrip("/")
    plain = [urlunsplit((scheme, host, path, query, "")) for scheme in ("https", "http") for path in (bare, f"{bare}/")]
    return list(dict.fromkeys([address.strip(), *plain]))
