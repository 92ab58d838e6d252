"""Training without a window: a way to run the program, and a file of points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdgui.app import main
from tests.headless.program import Ended, Floats, Refused, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program, without a window, in this process."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # what a picture sets too, but for good

    def run(*arguments: object) -> Ended:
        try:
            status: object = main(["--headless", *map(str, arguments)])
        except SystemExit as end:
            status = end.code
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture
def refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Holds that these options are refused in one line that says this, and that nothing is written."""

    def refused(options: list[str], complaint: str) -> None:
        monkeypatch.chdir(tmp_path)
        ended = run(*options)
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert complaint in ended.err
        assert list(tmp_path.iterdir()) == []

    return refused


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Floats, Floats]:
    """A file of ten points, and its columns."""
    rng = np.random.default_rng(7)
    x = rng.uniform(-1, 2, 10)
    y = 1.5 * x - 0.5 + rng.normal(0, 0.3, 10)
    path = tmp_path_factory.mktemp("points") / "ten.csv"
    header = "hours slept,score"
    np.savetxt(path, np.column_stack([x, y]), delimiter=",", header=header, comments="", fmt="%.17g")
    return path, x, y
