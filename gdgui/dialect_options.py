"""The options of the command line that say how a file is written."""

from __future__ import annotations

import argparse

from gdgui.files.dialect import DECIMAL_NAMES, DELIMITER_NAMES, THOUSANDS_NAMES, Dialect
from gdgui.files.encoding import is_encoding
from gdgui.files.numbers import quoted
from gdgui.words import terminal as words

_MORE_NAMES = {"blank": " ", "space": " ", "blanks": " ", "pipe": "|", "apostrophe": "'", "\\t": "\t"}


def add_dialect_options(parser: argparse.ArgumentParser) -> None:
    """Add --columns, --delimiter, --decimal, --thousands, --skip-rows, --sheet and --encoding."""
    add = parser.add_argument_group(words.group("dialect")).add_argument
    add(
        "--columns",
        nargs=2,
        metavar=("X", "Y"),
        help=words.option("columns"),
    )
    add(
        "--delimiter",
        type=_delimiter,
        metavar="D",
        help=words.option("delimiter"),
    )
    add("--decimal", type=_decimal, metavar="D", help=words.option("decimal"))
    add(
        "--thousands",
        type=_thousands,
        metavar="T",
        help=words.option("thousands"),
    )
    add(
        "--skip-rows",
        type=_rows,
        metavar="N",
        help=words.option("skip_rows"),
    )
    add("--sheet", metavar="NAME", help=words.option("sheet"))
    add("--encoding", type=_encoding, metavar="E", help=words.option("encoding"))


def dialect_of(found: argparse.Namespace) -> Dialect:
    """What these options say."""
    return Dialect(
        encoding=found.encoding,
        delimiter=found.delimiter,
        decimal=found.decimal,
        thousands=found.thousands,
        skip_rows=found.skip_rows,
        sheet=found.sheet,
        columns=tuple(found.columns) if found.columns else None,
    )


def _delimiter(text: str) -> str:
    return _sign(text, DELIMITER_NAMES, "delimiter")


def _decimal(text: str) -> str:
    return _sign(text, DECIMAL_NAMES, "decimal")


def _thousands(text: str) -> str:
    return _sign(text, THOUSANDS_NAMES, "thousands")


def _sign(text: str, names: dict[str, str], part: str) -> str:
    """The sign of this name, or the sign itself. Raises ArgumentTypeError."""
    signs = {name: sign for sign, name in names.items()}
    sign = signs.get(text.lower(), _MORE_NAMES.get(text.lower(), text))
    if sign not in names:
        raise argparse.ArgumentTypeError(words.no_sign(part, quoted(text), list(signs)))
    return sign


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise argparse.ArgumentTypeError(words.no_number_of_lines(quoted(text)))
    return int(text)


def _encoding(text: str) -> str:
    if not is_encoding(text):
        raise argparse.ArgumentTypeError(words.no_encoding(quoted(text)))
    return text.lower()
