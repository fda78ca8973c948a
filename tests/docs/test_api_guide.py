"""The examples of docs/api.md are run in their order against a site, and answer what the guide shows."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from claims import desk
from claims.api.errors import STATUS
from claims.models import Claim
from tests import make
from tests.chromium import is_required
from tests.over_http import over_http

GUIDE = (Path(__file__).parents[2] / "docs/api.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = "https://facts.example.org"
LEFT_OUT = "…"


@pytest.fixture
def token(db: None) -> str:
    """Of an editor; the claims that the guide speaks of are there."""
    editor = make.editor()
    withdrawn = make.published(public_id="t4xesfe11000", statement="Taxes fell by half.")
    desk.withdraw(withdrawn, by=editor, note="We had the wrong minister.")
    about = {
        "version": make.article(slug="the-speech"),
        "speaker": make.speaker(slug="ann-example", name="Ann Example"),
        "topics": [make.topic(slug="crime", name="Crime")],
        "source": make.source(title="Crime figures"),
        "role": "Minister",
    }
    crime = make.published(public_id="8d70aytr3yxc", statement="Crime has tripled.", **about)
    make.propose(crime, by=make.writer(), rating="half-true", summary="It has doubled.")
    desk.correct(crime, by=editor, kind="verdict", note="We had misread the table.")
    wind = {"statement": "Wind farms kill whales.", "rating": "unverifiable", "summary": "No study has looked."}
    make.published(public_id="w1ndfarms000", **wind)
    make.claim_in_review(public_id="xk31vyq0h5rt", statement="The lake has no water.")
    assert Claim.objects.count() == 4
    return make.token(editor)


@pytest.fixture
def run(token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    """Runs one example where all examples before it ran."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOKEN", token)
    settings.API_LIMIT_READERS = 600
    known: dict[str, Any] = {}

    def in_python(code: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(code, known)
        return said.getvalue()

    def in_shell(code: str) -> str:
        done = subprocess.run(
            ["sh", "-eu", "-c", code], env=dict(os.environ), capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    with over_http() as site:

        def example(language: str, code: str) -> str:
            do = {"python": in_python, "sh": in_shell}[language]
            return do(code.replace(EXAMPLE, site)).replace(site, EXAMPLE)

        yield example


def examples() -> list[tuple[str, str, str, str]]:
    """Each example with its language, and what the guide shows below it in which form."""
    blocks = BLOCK.findall(GUIDE)
    return [
        (language, code, form, shown)
        for (language, code), (form, shown) in pairwise(blocks)
        if language in ("sh", "python")
    ]


class TestGuide:
    def test_it_answers_what_it_shows(self, run: Any) -> None:
        if not shutil.which("curl"):
            assert not is_required(), "there is no curl"
            pytest.skip("there is no curl")

        for language, code, form, shown in examples():
            answered = run(language, code)

            if form == "json":
                assert_shows(json.loads(shown), json.loads(answered), code)
            else:
                assert pattern(shown).search(answered.replace("\r", "")), f"{code}\n{answered}"

    def test_there_is_an_answer_below_each_example(self) -> None:
        assert len(examples()) > 12
        assert {form for _language, _code, form, _shown in examples()} == {"json", "text"}

    def test_every_refusal_has_a_line(self) -> None:
        told = set(re.findall(r"`(\w+)`", GUIDE.partition("| status | code |")[2].partition("\n\n")[0]))

        assert {*STATUS, "in_progress", "malformed", "not_authenticated", "not_found", "too_slow"} <= told


def assert_shows(shown: Any, answered: Any, where: str) -> None:
    """An answer has all that is shown of it: objects may have more, lists only where the dots say so."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            assert name in answered, f"{where}: no {name}"
            assert_shows(value, answered[name], f"{where} {name}")
    elif isinstance(shown, list):
        each = shown[:-1] if LEFT_OUT in shown[-1:] else shown
        assert len(each) == len(answered) or (len(each) < len(answered) and each != shown), where
        for one, other in zip(each, answered, strict=False):
            assert_shows(one, other, where)
    elif shown != LEFT_OUT:
        assert shown == answered, where


def pattern(shown: str) -> re.Pattern[str]:
    """What is shown, with anything in place of the dots."""
    return re.compile(".*".join(re.escape(part) for part in shown.strip().split(LEFT_OUT)))
