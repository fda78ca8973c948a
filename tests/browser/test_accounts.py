"""The pages at the door in a browser: nobody is kept out of them, and a passkey opens the desk."""

import pytest
from playwright.sync_api import Page, expect

from .axe import faults, too_wide
from .conftest import Visitor, log_in

pytestmark = pytest.mark.browser

PAGES = ["", "password/change/", "second-factor/", "second-factor/app/add/", "second-factor/passkeys/add/", "sessions/"]


class TestEveryPage:
    def test_nobody_is_kept_out_of_it(self, visit: Visitor) -> None:
        found = {}
        for path in PAGES:
            page = visit(f"/account/{path}", as_="writer")
            page.set_viewport_size({"width": 1280, "height": 900})
            found[path] = faults(page)
            page.set_viewport_size({"width": 390, "height": 844})
            found[path] += too_wide(page)

        assert not {path: wrong for path, wrong in found.items() if wrong}

    def test_whoever_forgot_a_password_gets_in_too(self, visit: Visitor) -> None:
        assert faults(visit("/account/password/reset/", width=390)) == []


class TestPasskey:
    def test_it_opens_the_desk_by_itself(self, visit: Visitor, demo: str) -> None:
        here = demo.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
        page = visit(f"{here}/account/login/")
        give_a_passkey_device(page)
        log_in(page, "editor", at=here)
        page.goto(f"{here}/account/second-factor/passkeys/add/")
        page.get_by_label("Log in with it alone").check()
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
        shown = faults(page)
        page.get_by_role("button", name="Log out").click()

        page.get_by_role("button", name="Log in with a passkey").click()

        page.wait_for_url(f"{here}/admin/")
        forget_passkey(page, here)
        assert shown == []


def give_a_passkey_device(page: Page) -> None:
    """A device in the browser that knows its owner's finger."""
    device = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    knows = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": device | knows})


def forget_passkey(page: Page, here: str) -> None:
    """Leave the account as it was, for the tests after this one."""
    page.goto(f"{here}/account/second-factor/passkeys/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none")).to_be_visible()
