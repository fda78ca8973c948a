"""The files that we serve."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

EMBED = Path(__file__).parents[1] / "claims" / "static" / "claims" / "embed.js"


class TestFiles:
    @pytest.mark.parametrize("name", ["embed.css", "embed.js", "tokens.css", "fonts/literata-latin.woff2"])
    def test_the_pages_of_others_may_load_what_a_card_in_them_needs(self, settings: LazySettings, name: str) -> None:
        settings.WHITENOISE_USE_FINDERS = True
        server = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))

        file = server(RequestFactory().get(f"/static/claims/{name}"))

        assert file.status_code == 200
        assert file["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert file["Access-Control-Allow-Origin"] == "*"

    def test_the_component_is_small_and_asks_for_nothing_else(self) -> None:
        code = EMBED.read_text()

        assert len(code.encode()) < 2048
        assert "import" not in code
        assert "fetch" not in code
