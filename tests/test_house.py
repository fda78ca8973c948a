"""The house keeps its own rules."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [
    path
    for folder in ("claims", "factcheck", "tests", "benchmarks", "scripts")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_500_lines_and_a_function_60(path: Path) -> None:
    source = path.read_text()
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 60]

    assert not long
    assert source.count("\n") <= 500


PAGES = [
    path
    for folder in ("templates", "claims", "scripts")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".html", ".css", ".js", ".sh"}
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_a_style_or_a_script_has_at_most_500_lines(path: Path) -> None:
    assert path.read_text().count("\n") <= 500
