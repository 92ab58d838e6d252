"""How much a spreadsheet unfolds to, looked at before it is: a few bytes can stand for billions of cells.

The reader makes room for every cell between the first and the last one, and where there is no such room the
whole program ends. Nothing here trusts the sizes that a file claims.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from gdgui.files.dialect import TableError
from gdgui.words.tables import Problem

MOST_BYTES = 300_000_000  # unpacked
MOST_CELLS = 25_000_000  # of a sheet, empty ones between others included
MOST_MEMBERS = 10_000
_AT_ONCE = 2**20

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    ValueError,
    NotImplementedError,
    OSError,
)
_REFERENCE = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{1,9})([0-9]{1,12})|([0-9]{1,12}))["']""")
_XLSX_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])")
_WITH_REFERENCE = re.compile(
    rb"""<(?:\w+:)?(?:row|c)\s+(?:(?!r\s*=)[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')\s*)*"""
    rb"""r\s*=\s*["'][A-Za-z]{0,9}[0-9]{1,12}["']"""
)
_ATTRIBUTES = rb"""((?:[^<>"']|"[^"]*"|'[^']*')*)"""
_ODS_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])" + _ATTRIBUTES + rb">"
)
_COLUMNS_REPEATED = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,12})""")
_ROWS_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,12})""")


def check_zip(data: bytes) -> None:
    """Raise TableError where the parts of an .xlsx or .ods are more than there is room for, or damaged."""
    left = MOST_BYTES
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
        if len(members) > MOST_MEMBERS:
            raise TableError(Problem.TOO_MANY_CELLS, most=MOST_CELLS)
        for member in members:
            if member.filename.lower().endswith(".bin") and "workbook" in member.filename.lower():
                raise TableError(Problem.NO_WORKBOOK)  # .xlsb, in which nobody looks for bombs
            part = _unpacked(data, member, left)
            left -= len(part)
            if b"<" in part[:1000]:
                ParserCreate().Parse(part, True)  # at an end that comes too early the reader waits for ever
                check_cells(_xlsx_extent(part))
                check_cells(_ods_extent(part))
    except _DAMAGES as error:
        raise TableError(Problem.NO_WORKBOOK) from error


def check_cells(extent: tuple[int, int]) -> None:
    """Raise TableError where so many rows and columns are too many cells."""
    if extent[0] * extent[1] > MOST_CELLS:
        raise TableError(Problem.TOO_MANY_CELLS, most=MOST_CELLS)


def _unpacked(data: bytes, member: zipfile.ZipInfo, most: int) -> bytes:
    begin = member.header_offset
    name, extra = struct.unpack_from("<HH", data, begin + 26)
    begin += 30 + name + extra
    packed = memoryview(data)[begin : begin + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise TableError(Problem.NO_WORKBOOK)
    unpacked = zlib.decompressobj(-15).decompress(packed, most + 1)
    if len(unpacked) > most:
        raise TableError(Problem.TOO_MANY_CELLS, most=MOST_CELLS)
    return unpacked


def _xlsx_extent(part: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell; where cells do not say where they are, they are counted."""
    rows = columns = 0
    for at in range(0, len(part), _AT_ONCE):
        found = _REFERENCE.findall(part[at : at + _AT_ONCE + 64])
        rows = max(rows, *(int(row or alone) for _, row, alone in found), 0)
        columns = max(columns, *(_column(letters) for letters in {each[0] for each in found}), 0)
    if len(_XLSX_TAG.findall(part)) > len(_WITH_REFERENCE.findall(part)):
        counted = _counted(part)
        rows, columns = rows + counted[0], columns + counted[1]
    return rows, columns


def _counted(part: bytes) -> tuple[int, int]:
    """Rows, and cells in the longest of them, with a reference or not."""
    rows = cells = longest = 0
    for tag in _XLSX_TAG.finditer(part):
        if tag[1] == b"row":
            rows, cells = rows + 1, 0
        else:
            cells += 1
            longest = max(longest, cells)
    return rows, longest


def _column(letters: bytes) -> int:
    number = 0
    for each in letters.upper():
        number = 26 * number + each - 64
    return number


def _ods_extent(part: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell of the largest table."""
    height = width = row = at = filled = repeated = 0
    for is_end, name, attributes in _ods_tags(part):
        if name == b"table":
            row = 0
        elif name == b"table-row":
            if not is_end:
                repeated, at, filled = _number(_ROWS_REPEATED, attributes), 0, 0
            if is_end or attributes.endswith(b"/"):
                row += repeated
                if filled:
                    height, width = max(height, row), max(width, filled)
        elif not is_end:
            at += _number(_COLUMNS_REPEATED, attributes)
            if b"office:" in attributes or not attributes.endswith(b"/"):
                filled = at
    return height, width


def _ods_tags(part: bytes) -> Iterator[tuple[bool, bytes, bytes]]:
    if b"<table:" in part:
        for found in _ODS_TAG.finditer(part):
            yield bool(found[1]), found[2], found[3]


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
