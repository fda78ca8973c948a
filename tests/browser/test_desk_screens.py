"""The desk's screens in a browser: nobody is kept out, and the comforts of the scripts work."""

import pytest
from playwright.sync_api import Page, expect

from .axe import faults
from .conftest import Visitor

pytestmark = pytest.mark.browser

OIL = "/admin/claims/claim/?q=30%25"


def oil(visit: Visitor, *, as_: str) -> Page:
    """The screen of the claim about the oil."""
    page = visit(OIL, as_=as_)
    page.get_by_role("link", name="Bayramov said that Azerbaijan supplies 30%").click()
    page.wait_for_load_state("networkidle")
    return page


class TestEveryScreen:
    @pytest.mark.parametrize("width", [1280, 390])
    def test_the_door_is_open_to_everybody(self, visit: Visitor, width: int) -> None:
        assert faults(visit("/account/login/", width=width)) == []

    @pytest.mark.parametrize(
        "path",
        [
            "/admin/",
            "/admin/board/",
            "/admin/my-work/",
            "/admin/claims/claim/",
            "/admin/claims/claim/1/merge/",
            "/admin/claims/recusal/add/",
            "/admin/claims/claim/add/",
            "/admin/claims/article/",
            "/admin/claims/source/add/",
            "/admin/claims/publication/",
            "/admin/claims/ratingscale/",
            "/admin/claims/user/add/",
            "/admin/replies/",
            "/admin/recheck/",
            "/admin/tokens/",
            "/admin/tokens/everybody/",
        ],
    )
    def test_nobody_is_kept_out_of_it(self, visit: Visitor, path: str) -> None:
        page = visit(path, as_="admin")
        page.wait_for_load_state("networkidle")

        assert faults(page) == []

    def test_nobody_is_kept_out_of_the_claims(self, visit: Visitor) -> None:
        page = oil(visit, as_="editor")

        assert faults(page) == []

        page.set_viewport_size({"width": 390, "height": 844})


class TestTheClaimsScreen:
    def test_evidence_moves_by_a_button(self, visit: Visitor) -> None:
        page = oil(visit, as_="writer")
        second = page.locator("#evidence-1")

        second.get_by_role("button", name="Move up").click()

        expect(page.locator("#evidence-group > .row").first).to_have_id("evidence-1")
        expect(second.get_by_label("Order")).to_have_value("1")
        expect(page.locator("#evidence-0").get_by_label("Order")).to_have_value("2")

    def test_an_act_waits_until_what_is_typed_is_saved(self, visit: Visitor) -> None:
        page = visit("/admin/claims/claim/add/", as_="writer")
        page.get_by_label("Statement").fill("The tunnel is forty kilometres long.")
        page.get_by_role("button", name="Save and continue editing").click()
        take_up = page.get_by_role("button", name="Take it up")
        expect(take_up).to_be_enabled()

        page.get_by_label("Statement").fill("The tunnel is fifty kilometres long.")

        expect(take_up).to_be_disabled()
        expect(page.get_by_text("Save what you typed first")).to_be_visible()

    def test_a_topic_is_made_without_leaving_it(self, visit: Visitor) -> None:
        page = visit("/admin/claims/claim/add/", as_="writer")

        with page.expect_popup() as opened:
            page.get_by_role("link", name="Add another topic").click()
        opened.value.get_by_label("Name").fill("Tunnels")
        opened.value.get_by_role("button", name="Save").click()

        expect(page.get_by_role("listitem", name="Tunnels")).to_be_visible()
