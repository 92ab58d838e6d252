"""The report of a run: all that is handed in, as HTML of one file and as a PDF of shapes."""

from __future__ import annotations

import re
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, least_squares, train
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.python_code import python_code
from gdgui.ui.report import Report
from gdgui.ui.window import MainWindow
from tests.ui.pdf_metadata import metadata
from tests.ui.report_text import ReportText
from tests.ui.user_actions import as_fast_as_possible, run_to_the_end, status

DAY = date(2026, 11, 27)
RNG = np.random.default_rng(11)
X = RNG.uniform(-1, 2, 45)
Y = 1.5 * X - 0.5 + RNG.normal(0, 0.3, 45)
HOSTILE = "</title><script>alert(1)</script>&amp;\"'<img src=x>"


def report_of(points: Points, settings: Settings, runs: bool = True, cursor: int | None = None) -> Report:
    if not runs:
        return Report(Frame(points, settings), ViewOptions(), DAY)
    trace = train(points.dataset, settings)
    at = trace.epochs if cursor is None else cursor
    return Report(Frame(points, settings, trace=trace, cursor=at, target=settings.epochs), ViewOptions(), DAY)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def test_the_page_tells_the_run_and_needs_nothing_else(qapp: QApplication) -> None:
    settings = Settings(algorithm="sgd", batch_size=4, seed=3, epochs=50, learning_rate=0.03)
    report = report_of(Points(Dataset(X, Y), HOSTILE, "<b>y", HOSTILE), settings, cursor=40)
    page, trace = ReportText(report.html()), report.frame.trace
    assert trace is not None
    assert page.references == []
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "image", "b"}
    assert page.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    drawings = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(drawings) == 1 + 5, "the plots, and the formulas"
    assert all(each["role"] == "img" and each["aria-label"] for each in drawings)
    said, rows = " ".join(page.words), page.rows
    assert said.count(HOSTILE) >= 2, "as it is called, and no element"
    assert {rows["algorithm"], rows["batch size"], rows["seed"]} == {"SGD", "4", "3"}
    assert (rows["learning rate"], rows["x standardised"], rows["epoch"]) == ("0.03", "no", "40 of 50")
    best, dataset = least_squares(report.frame.dataset), report.frame.dataset
    expected = {
        "slope m": trace.m[40],
        "intercept b": trace.b[40],
        "MSE": np.mean((dataset.y - (trace.m[40] * dataset.x + trace.b[40])) ** 2),
        "smallest possible MSE": best.mse,
    }
    for name, value in expected.items():
        assert number(rows[name]) == pytest.approx(value, rel=1e-5), name
    assert "The step from epoch 39 to epoch 40:" in page.words
    step = next(text for tag, text in page.texts if tag == "p" and text.startswith("m = "))
    assert number(step.rpartition(" = ")[2]) == pytest.approx(trace.m[40], rel=1e-3)
    assert rows["30"] == f"{dataset.x[29]:.6g}".replace("-", "−")
    assert "and 15 more points" in page.words
    assert "".join(text for tag, text in page.texts if tag == "pre") == (
        python_code(trace, "run-points.csv").text
    )
    assert re.search(r"Made with gdgui \S+ on 2026-11-27\.", said)


def test_a_pdf_is_pages_of_text_and_shapes(qapp: QApplication) -> None:
    content = report_of(Points(Dataset(X, Y), title=HOSTILE), Settings(standardise=True)).pdf()
    streams = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            streams.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    pages = [each for each in streams if b" Tf" in each]
    assert len(pages) == len(re.findall(rb"/Type /Page\b", content)) == 3
    assert not re.search(rb"/Subtype\s*/Image", content)
    assert not any(re.search(rb"\bBI\b.*\bID\b", each, re.DOTALL) for each in pages)
    assert re.search(rb"/FontFile[23]?\b", content), "the letters come along"
    told = metadata(content)
    assert told["title"].startswith(HOSTILE[:20])
    assert "Loss surface" in told["description"]


ONE, SAME_X = Dataset([1.0], [2.0]), Dataset([1.0] * 4, [1.0, 2.0, 3.0, 5.0])
SOME = Dataset(X[:5], Y[:5])


@pytest.mark.parametrize(
    ("dataset", "settings", "runs", "said"),
    [
        (SOME, Settings(), False, "There is no run yet"),
        (Dataset([], []), Settings(), False, "There are no points."),
        (SOME, Settings(learning_rate=9.0, epochs=500), True, "Diverged at epoch"),
        (ONE, Settings(), True, "There is one point"),
        (SAME_X, Settings(standardise=True), True, "All points have the same x"),
        (Dataset(np.tile(X, 3000), np.tile(Y, 3000)), Settings(), True, "and 134,970 more points"),
        (Dataset([1e9, 2e9], [-1e40, 1e40]), Settings(learning_rate=1e-20), True, "Finished 10 epochs."),
    ],
    ids=["no run", "no points", "diverged", "one", "same x", "many", "large"],
)
def test_what_is_unusual_has_its_words(
    qapp: QApplication, dataset: Dataset, settings: Settings, runs: bool, said: str
) -> None:
    report = report_of(Points(dataset), settings, runs)
    page = ReportText(report.html())
    told = " ".join(page.words)
    assert said in told
    assert not re.search(r"\bnan\b|\binf\b", told)
    assert "–" not in page.rows.values()


def test_the_window_writes_what_it_shows_with_what_was_changed_midway(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.done == 3)
    window.experiment.settings = Settings(learning_rate=0.02)
    window.experiment.replace_points(Points(Dataset(X, Y), title="others"), "")
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    for name, written in (("r.pdf", "r.pdf"), ("r.HTML", "r.HTML"), ("r", "r.html")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        window.actions_.save_report.trigger()
        assert status(window).startswith(f"Saved {written}.")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    page = ReportText((tmp_path / "r.html").read_bytes())
    assert page.rows["epoch"] == f"{window.player.done} of {window.presenter.frame.epochs}"
    assert number(page.rows["slope m"]) == pytest.approx(window.presenter.frame.line[0], rel=1e-5)
    assert page.rows["learning rate"] == "0.05"
    assert page.rows["changed after epoch 3"] == "points changed, learning rate 0.02"
    assert "The points were changed" in " ".join(page.words)
