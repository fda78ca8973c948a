"""What readers see as one sheet of a workbook for Excel and its like (XLSX)."""

from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from claims.formats.flat import COLUMNS, Cell, Sort, plain

from .public import Asked, rows

LONGEST = 32_767  # characters that a cell may hold
ROWS = 1_048_575  # beside the header
# A text stays a text: nothing that somebody wrote becomes a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
WIDTHS = {Sort.TEXT: 24, Sort.TEXTS: 28, Sort.WHOLE: 10, Sort.NUMBER: 12, Sort.DAY: 12, Sort.MOMENT: 20}


def write_xlsx(asked: Asked, to: Path) -> None:
    """Write a row for each claim; a row lies on the disk before the next one is read."""
    with Workbook(str(to), OPTIONS) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 (a workbook has no time zones)
        sheet, dates = book.add_worksheet("Checks"), _dates(book)
        _head(sheet, book.add_format({"bold": True}))
        for number, cells in enumerate(rows(asked), start=1):
            if number > ROWS:
                raise OverflowError(f"a sheet holds {ROWS:,} rows: take another format")
            for place, cell in enumerate(cells):
                _write(sheet, number, place, cell, dates)


def _dates(book: Workbook) -> dict[type, Format]:
    return {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _head(sheet: Worksheet, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS[column.sort])
        sheet.write_string(0, place, column.name, bold)


def _write(sheet: Worksheet, number: int, place: int, cell: Cell, dates: dict[type, Format]) -> None:
    if isinstance(cell, date):
        if cell.year >= 1900:  # where the calendar of a workbook begins
            sheet.write_datetime(number, place, cell, dates[type(cell)])
            return
        cell = plain(cell)
    if isinstance(cell, int | float):
        sheet.write_number(number, place, cell)
    elif text := plain(cell):
        sheet.write_string(number, place, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
