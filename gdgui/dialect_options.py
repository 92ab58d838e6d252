"""The options of the command line that say how a file is written."""

from __future__ import annotations

import argparse

from gdgui.files.dialect import DECIMAL_NAMES, DELIMITER_NAMES, THOUSANDS_NAMES, Dialect
from gdgui.files.encoding import is_encoding
from gdgui.files.numbers import quoted

_MORE_NAMES = {"blank": " ", "space": " ", "blanks": " ", "pipe": "|", "apostrophe": "'", "\\t": "\t"}


def add_dialect_options(parser: argparse.ArgumentParser) -> None:
    """Add --columns, --delimiter, --decimal, --thousands, --skip-rows and --encoding."""
    add = parser.add_argument_group("how the file is written, where that is in doubt").add_argument
    add(
        "--columns",
        nargs=2,
        metavar=("X", "Y"),
        help="which columns of the file, by name or number; needed if there are more than two of numbers",
    )
    add(
        "--delimiter",
        type=_delimiter,
        metavar="D",
        help="comma, semicolon, tab, blanks, bar, or the sign",
    )
    add("--decimal", type=_decimal, metavar="D", help="the decimal sign: point or comma")
    add(
        "--thousands",
        type=_thousands,
        metavar="T",
        help="none, comma, point, blank or apostrophe",
    )
    add(
        "--skip-rows",
        type=_rows,
        metavar="N",
        help="lines above the numbers, names of columns included",
    )
    add("--encoding", type=_encoding, metavar="E", help="such as utf-8, windows-1252, mac-roman or utf-16")


def dialect_of(found: argparse.Namespace) -> Dialect:
    """What these options say."""
    return Dialect(
        encoding=found.encoding,
        delimiter=found.delimiter,
        decimal=found.decimal,
        thousands=found.thousands,
        skip_rows=found.skip_rows,
        columns=tuple(found.columns) if found.columns else None,
    )


def _delimiter(text: str) -> str:
    return _sign(text, DELIMITER_NAMES, "separates columns")


def _decimal(text: str) -> str:
    return _sign(text, DECIMAL_NAMES, "is a decimal sign")


def _thousands(text: str) -> str:
    return _sign(text, THOUSANDS_NAMES, "groups digits")


def _sign(text: str, names: dict[str, str], role: str) -> str:
    """The sign of this name, or the sign itself. Raises ArgumentTypeError."""
    signs = {name: sign for sign, name in names.items()}
    sign = signs.get(text.lower(), _MORE_NAMES.get(text.lower(), text))
    if sign not in names:
        raise argparse.ArgumentTypeError(f"{quoted(text)} {role}? It takes {', '.join(signs)}")
    return sign


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of lines")
    return int(text)


def _encoding(text: str) -> str:
    if not is_encoding(text):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not an encoding of text")
    return text.lower()
