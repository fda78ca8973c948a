"""The README tells how it is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
READ = re.compile(r'(?:env\.\w+|environ\.get|number)\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


class TestSettings:
    def test_its_tables_list_what_is_read_from_the_environment_and_nothing_else(self) -> None:
        code = "".join((ROOT / name).read_text() for name in ("factcheck/settings.py", "factcheck/serving.py"))

        assert set(ROW.findall(README)) == set(READ.findall(code))

    def test_each_has_a_default_and_a_meaning(self) -> None:
        rows = [line for line in README.splitlines() if ROW.match(line)]

        assert all(cell.strip() for row in rows for cell in row.strip("|").split("|"))


class TestPictures:
    def test_each_is_there_and_light(self) -> None:
        pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)

        assert pictures
        assert all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)
