"""Tables that a spreadsheet opens and does not run."""

import csv
import io

import pytest

from claims.formats.spreadsheet import table


class TestTable:
    @pytest.mark.parametrize(
        "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠A1"]
    )
    def test_no_cell_is_a_formula(self, cell: str) -> None:
        _names, (said,) = csv.reader(io.StringIO(table(["label"], [[cell]]), newline=""))

        assert said == f"'{cell}"

    def test_it_says_that_it_is_utf_8(self) -> None:
        assert table(["имя"], []).encode().startswith(b"\xef\xbb\xbf")

    def test_every_cell_is_read_as_it_was_given(self) -> None:
        given = ["a,b", 'say "so"', "two\nlines", "نفط", "7"]

        _names, said = csv.reader(io.StringIO(table(["a"] * 5, [given]), newline=""))

        assert said == given
