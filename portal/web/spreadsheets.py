"""Tables for spreadsheets: RFC 4180, in UTF-8, and no text in them is run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

CSV = "text/csv; charset=utf-8; header=present"
_FORMULA = re.compile(r"[=+\-@\t\r]")  # Source: OWASP, CSV Injection


def csv_of(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Write a table under the names of its columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue().encode()


def harmless(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
