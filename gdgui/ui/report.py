"""A report of what is shown, for handing in: picture, settings, result, one step, points and code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gdgui.core import Trace
from gdgui.core.theory import forecast
from gdgui.core.worked_step import Unknown, WorkedStep
from gdgui.experiment.frame import Frame, best_line
from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.files.atomic import write_atomically
from gdgui.files.formulas import SIZE, typeset
from gdgui.files.numbers import printable
from gdgui.files.python_code import PythonCode, UnwritableError, planned_code, python_code
from gdgui.files.resources import resource
from gdgui.ui.captions import caption, title
from gdgui.ui.paged import Drawing, from_svg, pdf, placed
from gdgui.ui.picture import Picture
from gdgui.ui.theme import PRINT, Style
from gdgui.words import algorithms, code, pictures
from gdgui.words import report as outcomes
from gdgui.words import report_page as words
from gdgui.words.numbers import as_typed, whole
from gdgui.words.translation import capital
from gdgui.words.verdict import verdict
from gdgui.words.worked import TERM_COLOURS, Formula, Worked, formulas, numbers_too_large, unknown

SUFFIXES = (".html", ".pdf")
MOST = 30  # points, or changes, that are listed
DRAWN = 1000, 560  # pixels of the plots, which are then as wide as a page
WIDTH = 640  # of a page of text, in pixels
LETTERS = 15  # pixels, of a formula
TABLE = "run-points.csv"  # what the points of a script are called

Place = Callable[[Drawing], str]


@dataclass(frozen=True)
class Report:
    """Of the frame at its cursor. Where it is concealed, nothing in the report tells the answer."""

    frame: Frame
    options: ViewOptions
    day: date

    @property
    def title(self) -> str:
        """In a few words."""
        return title(self.frame)

    def html(self) -> bytes:
        """A page that needs nothing else: no script, no font, no network."""
        return self._page(Drawing.inline).encode()

    def pdf(self) -> bytes:
        """The same on pages of A4."""
        drawings: list[Drawing] = []

        def place(drawing: Drawing) -> str:
            drawings.append(drawing)
            return placed(len(drawings) - 1, drawing)

        seen = pictures.joined(caption(self.frame), self._picture().words)
        return pdf(self._page(place), drawings, self.title, seen)

    def _page(self, place: Place) -> str:
        is_rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        body = "\n".join(self._body(place))
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(words.language())}" dir="{"rtl" if is_rtl else "ltr"}">\n'
            '<head><meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
            " 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width">\n'
            f"{_element('title', self.title)}\n"
            f"<style>\n{resource('report.css').read_text(encoding='utf-8')}</style></head>\n"
            f"<body><main>\n{body}\n</main></body></html>\n"
        )

    def _body(self, place: Place) -> Iterator[str]:
        yield _element("h1", self.title)
        yield f"<figure><p>{place(self._drawing())}</p>"
        yield f"<figcaption>{_element('p', caption(self.frame), 'faint')}</figcaption></figure>"
        for part, content in (
            ("settings", _settings(self.frame)),
            ("result", _result(self.frame)),
            ("step", _step(self.frame, place)),
            ("points", _points(self.frame)),
            ("code", _code(self.frame)),
        ):
            yield _element("h2", words.heading(part))
            yield from content
        yield _element("p", words.made(self.day.isoformat()), "faint")

    def _drawing(self) -> Drawing:
        picture = self._picture()
        size = WIDTH, WIDTH * DRAWN[1] / DRAWN[0]
        return Drawing(picture.title, size, lambda: picture.svg().decode(), picture.play)

    def _picture(self) -> Picture:
        """All plots, as they are printed."""
        options, style = replace(self.options, plots=PLOTS), Style(theme=PRINT)
        return Picture(self.frame, options, DRAWN, style)


def save(path: Path, report: Report) -> None:
    """Write it as the name ends: PDF, else HTML. Raises WriteError."""
    write_atomically(path, [report.pdf() if path.suffix.lower() == ".pdf" else report.html()])


# The parts


def _settings(frame: Frame) -> Iterator[str]:
    trace = frame.trace
    first = trace.segments[0].settings if trace else frame.settings
    epochs = max(frame.target, frame.done) if trace else first.epochs
    changes = [words.change(*each) for each in frame.notes[:MOST]]
    yield _table([*words.settings(first, frame.start, epochs), *changes])
    if len(frame.notes) > MOST:
        yield _element("p", words.more_changes(len(frame.notes) - MOST))


def _result(frame: Frame) -> Iterator[str]:
    rows = list(words.line(frame.cursor, frame.epochs, frame.line))
    if frame.errors:
        rows.extend(words.errors(*frame.errors))
    best = best_line(frame)
    if best is not None and best.unique:
        rows.append(words.best((best.m, best.b)))
    if frame.trace is not None:
        rows.append(words.ended(_ending(frame, frame.trace)))
    else:
        yield _element("p", words.no_run())
    yield _table(rows)
    if frame.errors and frame.errors.then is not None:
        yield _element("p", outcomes.other_points())
    if frame.is_concealed:
        yield _element("p", words.hidden())
    elif singular := outcomes.singularity(frame.dataset):
        yield _element("p", singular)


def _ending(frame: Frame, trace: Trace) -> str:
    """How the run ended and how near it came; while that is hidden, no more than that it ended."""
    if trace.outcome is None:
        return words.not_ended()
    if frame.is_concealed:
        return capital(outcomes.outcome_of(trace, current=True))
    ending = outcomes.ending(trace, frame.dataset)
    if trace.outcome.reason == "diverged":  # which says all there is to be said
        return ending
    last = trace.segments[-1]
    return pictures.joined(ending, verdict(trace, forecast(last.dataset, last.settings)))


def _step(frame: Frame, place: Place) -> Iterator[str]:
    """The step that led to the cursor; at the start, that which leads on."""
    before = frame.worked_before
    step = frame.worked if before is None else before
    if isinstance(step, Unknown):
        yield _element("p", unknown(step, frame.settings))
        return
    yield _element("p", words.step(frame.cursor - (before is not None)))
    yield from _lines(step, place)


def _lines(step: WorkedStep, place: Place) -> Iterator[str]:
    """Each formula with letters and, below it, with the numbers of the step."""
    lines = Worked(step).lines
    if not lines:
        yield _element("p", numbers_too_large())
    for name, formula in formulas(step.is_standardised, lit=True).items():
        if name in lines:
            yield f'<p class="formula" dir="ltr">{_formula(formula, place)}</p>'
            yield f'<p dir="ltr">{escape(lines[name].text)}</p>'


def _formula(formula: Formula, place: Place) -> str:
    """In black, as it was typeset beforehand."""
    svg = typeset(formula.latex)
    if svg is None:
        return escape(formula.text)
    for colour in TERM_COLOURS.values():
        svg = svg.replace(colour, "#000000")
    return place(from_svg(svg, formula.text, LETTERS / SIZE))


def _points(frame: Frame) -> Iterator[str]:
    dataset = frame.dataset
    if not len(dataset):
        yield _element("p", words.no_points())
        return
    first = zip(dataset.x[:MOST].tolist(), dataset.y[:MOST].tolist(), strict=True)
    rows = [(whole(k), as_typed(x), as_typed(y)) for k, (x, y) in enumerate(first, 1)]
    yield _table(rows, words.columns([printable(each) for each in frame.points.names]))
    if len(dataset) > MOST:
        yield _element("p", words.more_points(len(dataset) - MOST))


def _code(frame: Frame) -> Iterator[str]:
    if frame.trace is None and not len(frame.dataset):
        yield _element("p", code.no_points())
        return
    try:
        script = _script(frame)
    except UnwritableError as error:
        yield _element("p", code.unwritable(algorithms.name(error.algorithm)))
        return
    if script.table is not None:
        yield _element("p", words.table_beside(TABLE))
    yield f'<pre dir="ltr">{escape(script.text)}</pre>'


def _script(frame: Frame) -> PythonCode:
    if frame.trace is not None:
        return python_code(frame.trace, TABLE)
    return planned_code(frame.dataset, frame.settings, TABLE)


# HTML


def _element(tag: str, text: str, kind: str = "") -> str:
    return f"<{tag}{_class(kind)}>{escape(text)}</{tag}>"


def _table(rows: Iterable[Sequence[str]], headings: Sequence[str] = ()) -> str:
    """Names and their values or, below headings, numbers."""
    lines = ["<table>"]
    if headings:
        cells = "".join(f'<th scope="col">{escape(each)}</th>' for each in headings)
        lines.append(f"<tr>{cells}</tr>")
    for first, *others in rows:
        cells = "".join(_element("td", each, "number" if headings else "") for each in others)
        lines.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    return "\n".join([*lines, "</table>"])


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
