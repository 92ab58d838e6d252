"""SVG as Qt writes it, with letters as outlines and with words for whoever does not see it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from PySide6.QtGui import QFont, QPainterPath

SVG = "http://www.w3.org/2000/svg"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", SVG)


def with_outlines(text: bytes, size: tuple[float, float], title: str, words: str) -> bytes:
    """The SVG with its texts drawn as paths, `size` wide and high in pixels, with a title and a description.

    A font may be missing where a file is opened, and another one has other widths.
    """
    root = ElementTree.fromstring(NOT_IN_XML.sub("", text.decode("utf-8", "replace")))
    for group in root.iter():
        for at, element in enumerate(group):
            if element.tag == f"{{{SVG}}}text":
                group[at] = _outlined(element)
    for name, value in zip(("width", "height"), size, strict=True):
        root.set(name, f"{value:.6g}")
    root.set("role", "img")
    for tag, said in (("title", title), ("desc", words)):
        for element in root.findall(f"{{{SVG}}}{tag}"):
            element.text = NOT_IN_XML.sub("", said)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _outlined(element: ElementTree.Element) -> ElementTree.Element:
    """A text as the path of its letters; assistive tools still find the words."""
    given = element.attrib
    font = QFont(given.get("font-family", ""))
    font.setPixelSize(round(float(given.get("font-size", "12"))))
    font.setWeight(QFont.Weight(int(given.get("font-weight", "400"))))
    font.setItalic(given.get("font-style") == "italic")
    path, words = QPainterPath(), element.text or ""
    path.addText(float(given["x"]), float(given["y"]), font, words)
    drawn = {"stroke": "none", "aria-label": words, "d": _commands(path)}
    kept: dict[str, str] = {name: given[name] for name in ("fill", "fill-opacity") if name in given}
    return ElementTree.Element(f"{{{SVG}}}path", kept | drawn)


def _commands(path: QPainterPath) -> str:
    """The path as SVG writes it."""
    letters = {
        QPainterPath.ElementType.MoveToElement: "M",
        QPainterPath.ElementType.LineToElement: "L",
        QPainterPath.ElementType.CurveToElement: "C",
        QPainterPath.ElementType.CurveToDataElement: "",
    }
    elements = [path.elementAt(k) for k in range(path.elementCount())]
    return " ".join(f"{letters[each.type]}{each.x:.2f},{each.y:.2f}" for each in elements)
