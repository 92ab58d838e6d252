"""What a PDF says of itself."""

from __future__ import annotations

from xml.etree import ElementTree

XML = "{http://www.w3.org/XML/1998/namespace}"
DC = "{http://purl.org/dc/elements/1.1/}"


def metadata(pdf: bytes) -> dict[str, str]:
    """Title, description and language, for whoever does not see it."""
    begin, end = pdf.index(b"<x:xmpmeta"), pdf.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = ElementTree.fromstring(pdf[begin:end])
    found = {each.tag.removeprefix(DC): each for each in root.iter() if each.tag.startswith(DC)}
    return {name: "".join(each.itertext()).strip() for name, each in found.items()}
