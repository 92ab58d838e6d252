"""SVG and PDF: shapes alone, where the data are, as the image shows them, and with words."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from gdgui.core import Dataset, Settings
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.offscreen import OffscreenWorkspace
from gdgui.ui.picture import Picture, save
from gdgui.ui.theme import DARK, LIGHT, Style
from tests.ui.approved import pixels_apart
from tests.ui.pdf_metadata import metadata
from tests.ui.scenes import POINTS, scenes

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (1100, 640)
STYLE = Style()
NUMBER = r"-?[\d.]+(?:e-?\d+)?"
MOST_OF_SHADES = 3000  # the same where cells of two pixels are stretched
MOST = 60  # pixels that may differ within the axes of a plot: edges of marks and letters


def parsed(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg())


def words_of(root: ElementTree.Element) -> list[str]:
    """What stands in it, each with an outline."""
    texts = [each for each in root.iter(f"{SVG}path") if each.get("aria-label")]
    assert all(each.get("d") for each in texts if each.attrib["aria-label"].strip())
    return [each.attrib["aria-label"] for each in texts]


def discs(root: ElementTree.Element, colour: str) -> NDArray[np.float64]:
    """Middles of the round marks of this colour, in pixels: shape (n, 2)."""
    found = []
    for group in root.iter(f"{SVG}g"):
        for path in group.findall(f"{SVG}path") if group.get("fill") == colour else ():
            if path.attrib["d"].count("C") == 4 and not path.get("aria-label"):
                places = np.array(re.findall(f"({NUMBER}),({NUMBER})", path.attrib["d"]), dtype=float)
                found.append((places.min(axis=0) + places.max(axis=0)) / 2)
    return np.array(found)


def inside_axes(offscreen: OffscreenWorkspace) -> list[QRect]:
    """Of each plot, in the pixels of the picture."""
    stage = offscreen._workspace
    down = QPoint(0, stage.legend.height_for(stage.width()))
    found = []
    for card in stage.cards.values():
        axes = card.plot.mapFromScene(card.plot.view.sceneBoundingRect()).boundingRect()
        found.append(axes.translated(card.plot.mapTo(stage, QPoint()) + down).adjusted(10, 10, -10, -10))
    return found


@pytest.mark.parametrize("name", ["gd", "sgd", "compared", "many", "diverged", "density"])
def test_an_svg_shows_what_the_image_shows(qapp: QApplication, name: str) -> None:
    frame, options = scenes()[name]
    picture = Picture(frame, options, SIZE, STYLE, has_caption=True)
    text = picture.svg()
    root = ElementTree.fromstring(text)
    assert not list(root.iter(f"{SVG}image"))
    assert not list(root.iter(f"{SVG}text"))
    assert {"slope m", "epoch"} <= {each.strip() for each in words_of(root)}
    assert any("learning rate" in each for each in words_of(root)), "the caption"
    renderer = QSvgRenderer(QByteArray(text))
    drawn = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    offscreen = OffscreenWorkspace(SIZE, STYLE, has_caption=True)
    offscreen.show_frame(frame, options)
    shown, places = offscreen.image(), inside_axes(offscreen)
    offscreen.close()
    apart = [pixels_apart(drawn.copy(place), shown.copy(place)) for place in places]
    assert max(apart) < (MOST_OF_SHADES if name == "density" else MOST), apart


@pytest.mark.parametrize("away", [0.0, 1e6])
def test_points_are_where_they_belong_in_every_digit(qapp: QApplication, away: float) -> None:
    """SVG keeps six digits of a number; of these axes they would leave nothing."""
    points = Dataset(POINTS.x + away, POINTS.y + away)
    view = (away - 0.05, away + 1.05), (away - 0.2, away + 1.1)
    options = ViewOptions(data_range=view, fits_points=False, plots=("data",))
    root = parsed(Picture(Frame(Points(points), Settings()), options, SIZE, STYLE))
    middles = discs(root, LIGHT.point)
    assert len(middles) == len(points)
    for along, pixels in ((POINTS.x, middles[:, 0]), (POINTS.y, middles[:, 1])):
        slope, begin = np.polyfit(along, pixels, 1)
        np.testing.assert_allclose(slope * along + begin, pixels, atol=0.02)
    across = np.polyfit(POINTS.x, middles[:, 0], 1)[0]
    assert across == pytest.approx((SIZE[0] - 100) / 1.1, rel=0.05), "the axis fills the picture"


def test_a_pdf_holds_fonts_and_shapes_and_is_as_large_as_asked_for(qapp: QApplication) -> None:
    frame, options = scenes()["density"]
    content = Picture(frame, options, (960, 600), STYLE._replace(theme=DARK), has_caption=True).pdf()
    streams = [content]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            streams.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    assert len(streams) > 2
    assert not any(re.search(rb"/Subtype\s*/Image|\bBI\b.*\bID\b", each) for each in streams)
    assert re.search(rb"/FontFile[23]?\b", content), "the letters come along"
    assert re.search(rb"/MediaBox \[0(?:\.0*)? 0(?:\.0*)? 720(?:\.0*)? 450", content)


def test_whoever_does_not_see_it_is_told(qapp: QApplication, tmp_path: Path) -> None:
    frame, options = scenes()["compared"]
    picture = Picture(frame, options, SIZE, STYLE)
    root, image = parsed(picture), picture.image()
    said = root.findtext(f"{SVG}desc") or ""
    assert root.findtext(f"{SVG}title") == image.text("Title") == "GD 0.3"
    assert said == image.text("Description")
    assert "7 points" in said
    assert "epoch 3 of 24" in said
    save(tmp_path / "run.png", picture)
    assert QImage(str(tmp_path / "run.png")).text("Description") == said
    assert metadata(picture.pdf()) == {"title": "GD 0.3", "description": said, "language": "en"}


def test_names_from_a_file_are_words_and_nothing_else(qapp: QApplication) -> None:
    name = "<script>&\x00\x1b]]>\u202e"
    points = Points(POINTS, name, "y\x07", name)
    picture = Picture(Frame(points, Settings()), ViewOptions(), SIZE, STYLE, has_caption=True)
    root = parsed(picture)
    assert not list(root.iter(f"{SVG}script"))
    assert any("<script>&" in each for each in words_of(root))
    assert metadata(picture.pdf())["title"].startswith("<script>&")


def test_many_points_make_no_large_file(qapp: QApplication) -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(0.5, 0.2, 200_000)
    points = Points(Dataset(x, 0.5 * x + rng.normal(0, 0.1, len(x))))
    options = ViewOptions(data_range=((-0.5, 1.5), (-0.4, 1.0)), plots=("data",))
    assert len(Picture(Frame(points, Settings()), options, SIZE, STYLE).svg()) < 4_000_000


@pytest.mark.parametrize("ratio", [1, 2, 4])
def test_an_image_has_as_many_pixels_as_asked_for_and_lines_as_wide(qapp: QApplication, ratio: int) -> None:
    frame, options = scenes()["gd"]
    picture = Picture(frame, replace(options, plots=("data",)), (600, 450), STYLE)
    image = picture.image(ratio)
    assert (image.width(), image.height()) == (600 * ratio, 450 * ratio)
    assert image.dotsPerMeterX() == pytest.approx(ratio * 96 / 0.0254, abs=1)
    column = [image.pixelColor(300 * ratio, y).name() for y in range(image.height())]
    assert column.count(LIGHT.line) == pytest.approx(3 * ratio, abs=2)


def test_where_there_is_too_little_room_all_is_drawn_smaller(qapp: QApplication) -> None:
    """Three plots in the column of a paper: none is left out, no letter lies on another."""
    frame, options = scenes()["gd"]
    small, large = (parsed(Picture(frame, options, size, STYLE)) for size in ((320, 200), SIZE))
    assert (small.get("width"), small.get("height")) == ("320", "200")
    assert {"slope m ", "epoch ", "Points and line"} <= set(words_of(small)) & set(words_of(large))
    widths = [{each.get("stroke-width") for each in root.iter(f"{SVG}g")} for root in (small, large)]
    assert widths[0] == widths[1]
