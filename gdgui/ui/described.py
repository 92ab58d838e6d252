"""What a PDF says of itself: a title, and for whoever does not see it, what is in it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPdfWriter

from gdgui.ui.outlines import NOT_IN_XML
from gdgui.words.report_page import language

CREATOR = "gdgui"
IN_ALL_LANGUAGES = "x-default"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{title}{description}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""  # fmt: skip


def describe(pdf: QPdfWriter, title: str, words: str) -> None:
    """Before anything is painted: Qt itself writes a title and no description."""
    pdf.setTitle(title)
    pdf.setCreator(CREATOR)
    texts = {name: _text(name, text) for name, text in (("title", title), ("description", words))}
    metadata = XMP.format(**texts, language=escape(language()), creator=CREATOR)
    pdf.setDocumentXmpMetadata(QByteArray(metadata.encode()))


def _text(name: str, text: str) -> str:
    inside = escape(NOT_IN_XML.sub("", text))
    item = f"<rdf:li xml:lang={quoteattr(IN_ALL_LANGUAGES)}>{inside}</rdf:li>"
    return f"<dc:{name}><rdf:Alt>{item}</rdf:Alt></dc:{name}>"
