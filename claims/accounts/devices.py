"""What a request says about the machine it comes from."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# What browsers call themselves, the most particular first: most of them also claim to be others.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Vivaldi/": "Vivaldi",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def device_of(request: HttpRequest) -> str:
    """The browser that asks, in words."""
    return device_named(request.META.get("HTTP_USER_AGENT", ""))


def device_named(said: str) -> str:
    """A browser and its system, “Firefox, Linux”; what it calls itself where it is none we know."""
    names = [first(BROWSERS, said), first(SYSTEMS, said)]
    return ", ".join(name for name in names if name) or said


def first(names: dict[str, str], said: str) -> str:
    """The name of the first of these signs that is there."""
    return next((name for sign, name in names.items() if sign in said), "")


def address_of(request: HttpRequest) -> str | None:
    """The network address that a request comes from, as far as it is known."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None
