"""How far the sheets of an .xls reach, looked at before it is read; see `workbook_bounds.py`.

An .xls is a file system in a file ([MS-CFB]): sectors in chains, of which one is the stream of records
([MS-XLS]) that says where each cell is.
"""

from __future__ import annotations

import struct

from gdgui.files.dialect import TableError
from gdgui.files.workbook_bounds import check_cells
from gdgui.words.tables import Problem

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
LARGEST = 50_000_000  # bytes
MOST_SHEETS = 1000
SMALL = 4096  # bytes of a stream
_STREAMS = ("workbook", "book")
_LAST_SECTOR = 0xFFFFFFFA  # above, numbers have meanings of their own
_BEGIN, _SHEET, _DIMENSIONS = 0x809, 0x85, 0x200  # a sheet begins; where one does; how far it reaches
# Formula, blank, number, label, boolean or error, RK number, shared string; several blanks or RK numbers.
_CELLS = {0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0x406, 0x206, 0xD6, 0x01, 0x02, 0x03, 0x04, 0x05}
_SEVERAL = {0xBD, 0xBE}


def check_xls(data: bytes) -> None:
    """Raise TableError where a sheet has too many cells, or the file is damaged."""
    if len(data) > LARGEST:
        raise TableError(Problem.TOO_LARGE, size=-(-len(data) // 10**6), most=LARGEST // 10**6)
    try:
        for stream in _streams(data):
            for begin in _beginnings(stream):
                _check_records(stream, begin)
    except (struct.error, IndexError, ValueError) as error:
        raise TableError(Problem.NO_WORKBOOK) from error


def _beginnings(records: bytes) -> set[int]:
    """Where the sheets begin: as they follow each other, or wherever the list of them says."""
    found, at = {0}, 0
    while at + 8 <= len(records):
        kind, size = struct.unpack_from("<HH", records, at)
        if kind == _SHEET:
            found.add(struct.unpack_from("<I", records, at + 4)[0])
        at += 4 + size
    if len(found) > MOST_SHEETS:
        raise ValueError(len(found))
    return found


def _check_records(records: bytes, at: int) -> None:
    rows = columns = 0
    while at + 4 <= len(records):
        kind, size = struct.unpack_from("<HH", records, at)
        at += 4
        if kind == _BEGIN:
            rows = columns = 0
        elif kind == _DIMENSIONS and size >= 10:  # the reader makes room for so many at once
            first, last, left, right = struct.unpack_from("<HHHH" if size < 14 else "<IIHH", records, at)
            if last and right and (last <= first or right <= left):
                raise ValueError(first)
            check_cells((last - first, right - left))
        elif kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", records, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _SEVERAL and size >= 6:
            row, first = struct.unpack_from("<HH", records, at)
            last = struct.unpack_from("<H", records, at + size - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, last + 1, first + 1 + size // 2)
        check_cells((rows, columns))
        at += size


def _streams(data: bytes) -> list[bytes]:
    """The streams of records. Raises struct.error, IndexError or ValueError where the file is damaged."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError(size)
    sectors = data[size:]
    directory, small = (struct.unpack_from("<I", data, at)[0] for at in (48, 60))
    table = _allocation(data, size)
    entries = _entries(_chain(sectors, table, directory, size))
    found = []
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, length - 2)].decode("utf-16-le", errors="replace")
        if name.lower() in _STREAMS:
            first, stream_size = struct.unpack_from("<II", entry, 116)
            if stream_size >= SMALL:
                found.append(_chain(sectors, table, first, size)[:stream_size])
            else:  # in small sectors, within the stream of the root
                numbers = _chain(sectors, table, small, size)
                small_table = list(struct.unpack(f"<{len(numbers) // 4}I", numbers))
                root = _chain(sectors, table, struct.unpack_from("<I", entries[0], 116)[0], size)
                found.append(_chain(root, small_table, first, 64)[:stream_size])
    if not found:
        raise ValueError(_STREAMS)
    return found


def _entries(directory: bytes) -> list[bytes]:
    return [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]


def _allocation(data: bytes, size: int) -> list[int]:
    """For each sector, which one comes next."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    more, seen = struct.unpack_from("<I", data, 68)[0], 0
    per_sector = size // 4
    while more < _LAST_SECTOR and seen <= len(data) // size:
        *found, more = struct.unpack_from(f"<{per_sector}I", data, (more + 1) * size)
        sectors += found
        seen += 1
    table: list[int] = []
    for each in sectors:
        if each < _LAST_SECTOR:
            table += struct.unpack_from(f"<{per_sector}I", data, (each + 1) * size)
    return table


def _chain(sectors: bytes, table: list[int], first: int, size: int) -> bytes:
    parts, at, left = [], first, len(sectors) // size + 1
    while at < _LAST_SECTOR:
        parts.append(sectors[at * size : (at + 1) * size])
        at = table[at]
        left -= 1
        if left < 0:
            raise ValueError(first)  # it bites its tail
    return b"".join(parts)
