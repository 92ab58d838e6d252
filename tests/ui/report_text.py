"""What a report tells: read as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

REFERENCES = ("src", "href", "xlink:href", "action", "data", "srcset", "poster")


class ReportText(HTMLParser):
    """The elements of a page, the texts within them, and the words that stand for its drawings."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []  # tag, and what is in it
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "meta":
            self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "what was opened last is closed first"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data))

    @property
    def words(self) -> list[str]:
        """All that can be read or heard."""
        said = [attrs["aria-label"] or "" for _, attrs in self.tags if "aria-label" in attrs]
        return [text for tag, text in self.texts if tag != "style"] + said

    @property
    def rows(self) -> dict[str, str]:
        """What stands behind the names of a table."""
        cells = [(tag, text) for tag, text in self.texts if tag in ("th", "td")]
        return {
            name: text for (tag, name), (behind, text) in pairwise(cells) if (tag, behind) == ("th", "td")
        }

    @property
    def references(self) -> list[str]:
        """Whatever a browser would load or follow."""
        found = [str(attrs[name]) for _, attrs in self.tags for name in REFERENCES if name in attrs]
        styles = [
            text for tag, text in self.texts if tag == "style" and ("url(" in text or "@import" in text)
        ]
        return [each for each in found if not each.startswith("#")] + styles
