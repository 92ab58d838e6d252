"""What must hold for every file, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core.dataset import LARGEST
from gdgui.files.points_csv import PointsFileError, load

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Dialect:
    """One way to write points."""

    delimiter: str
    decimal: str
    quoted: bool
    ending: str
    blank_lines: str
    header: tuple[str, str] | None
    bom: bool
    last_ending: bool

    def write(self, points: Points) -> bytes:
        rows = [[repr(value).replace(".", self.decimal) for value in point] for point in points]
        if self.quoted or self.delimiter.strip() == self.decimal:
            rows = [[f'"{field}"' for field in row] for row in rows]
        if self.header:
            rows.insert(0, list(self.header))
        lines = [self.delimiter.join(row) for row in rows]
        text = (self.ending + self.blank_lines.replace("\n", self.ending)).join(lines)
        text += self.ending if self.last_ending else ""
        return text.encode("utf-8-sig" if self.bom else "utf-8")


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ", ", ";", " ; ", "\t", " ", "   "]),
    decimal=st.sampled_from([".", ","]),
    quoted=st.booleans(),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    blank_lines=st.sampled_from(["", "\n", " \n\t\n"]),
    header=st.sampled_from([None, ("x", "y"), ("x1", "Größe (€)"), ('"x"', '"y"')]),
    bom=st.booleans(),
    last_ending=st.booleans(),
).filter(
    lambda dialect: not (dialect.quoted and dialect.delimiter == " ; ")
)  # no blank after a closing quote

coordinates = st.floats(-LARGEST, LARGEST)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("points") / "points.csv"


@settings(deadline=None)
@given(st.lists(st.tuples(coordinates, coordinates), min_size=1), dialects)
def test_points_read_back_bit_for_bit_in_every_dialect(path: Path, points: Points, dialect: Dialect) -> None:
    path.write_bytes(dialect.write(points))
    dataset = load(path).points.dataset
    assert [value.hex() for value in dataset.x.tolist()] == [x.hex() for x, _ in points]
    assert [value.hex() for value in dataset.y.tolist()] == [y.hex() for _, y in points]


@settings(deadline=None)
@given(
    points=st.lists(st.tuples(coordinates, coordinates), min_size=2),
    bad=st.sampled_from(["abc", "1e51", "-inf", "1_0", "--1"]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    delimiter=st.sampled_from(",;\t"),
    data=st.data(),
)
def test_one_bad_cell_is_found_where_it_stands(
    path: Path, points: Points, bad: str, ending: str, delimiter: str, data: st.DataObject
) -> None:
    cells = [[repr(value) for value in point] for point in points]
    row = data.draw(st.integers(1, len(points)), label="row")
    column = data.draw(st.integers(1, 2), label="column")
    cells[row - 1][column - 1] = bad
    path.write_bytes(ending.join(delimiter.join(each) for each in cells).encode())
    with pytest.raises(PointsFileError) as caught:
        load(path)
    assert (caught.value.row, caught.value.column) == (row, column)


def assert_points_or_one_sentence(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sentence = ""
    try:
        dataset = load(path).points.dataset
    except PointsFileError as error:
        sentence = str(error)
    if sentence:
        assert sentence.isprintable()  # hence one line
        assert sentence.startswith(str(path))
        assert sentence.endswith(".")
    else:
        assert len(dataset) > 0


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_points_or_one_sentence(path: Path, content: bytes) -> None:
    assert_points_or_one_sentence(path, content)


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789.,;\t \"'\n\r+-eExyNnaif\0−é�\ufeff\u2028")))
def test_any_almost_table_gives_points_or_one_sentence(path: Path, content: str) -> None:
    assert_points_or_one_sentence(path, content.encode())


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["1", "0,5", "2.5", "x", "", '"1"', '"', "nan"]), max_size=4), max_size=5
    )
)
def test_any_table_of_odd_cells_gives_points_or_one_sentence(path: Path, rows: list[list[str]]) -> None:
    for delimiter in ",;\t ":
        assert_points_or_one_sentence(path, "\n".join(delimiter.join(row) for row in rows).encode())
