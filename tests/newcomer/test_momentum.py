"""A third algorithm takes one file and one line: it trains, and is told of, like the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gdgui.app import main
from gdgui.core import Dataset, Descent, Settings, train
from gdgui.core.samples import SamplesUsed
from gdgui.core.theory import forecast
from gdgui.core.worked_step import Unknown
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.words.forecast import forecast_sentence
from gdgui.words.report import ending, in_short, what_changed
from gdgui.words.verdict import verdict
from tests.advising import advise
from tests.core.lesson import recorded
from tests.newcomer.loop import loop


@pytest.fixture
def chosen() -> Settings:
    return Settings("momentum", 0.2, epochs=200)


def test_the_engine_trains_it_as_the_loop_does_in_pieces_of_any_length(
    sample: Dataset, chosen: Settings
) -> None:
    descent = Descent(sample, chosen)
    for piece in (1, 7, 64, 1000):
        descent.advance(piece)
    assert recorded(descent.trace) == pytest.approx(loop(sample, chosen, 200), rel=1e-9)
    assert descent.trace.outcome is not None
    assert descent.trace.outcome.reason == "finished"


def test_on_standardised_x_it_is_trained_there(sample: Dataset, chosen: Settings) -> None:
    mean, deviation = float(sample.x.mean()), float(sample.x.std())
    there = Dataset((sample.x - mean) / deviation, sample.y)
    trace = train(sample, replace(chosen, standardise=True))
    expected = loop(there, replace(chosen, m=chosen.m * deviation, b=chosen.b + chosen.m * mean), 200)
    assert trace.m == pytest.approx(expected[0] / deviation, rel=1e-9)
    assert trace.mse == pytest.approx(expected[2], rel=1e-9)


def test_a_change_midway_lets_it_begin_at_rest(sample: Dataset, chosen: Settings) -> None:
    descent = Descent(sample, chosen)
    descent.advance(50)
    after = replace(chosen, learning_rate=0.1)
    descent.change(sample, after, at=30)
    descent.advance(170)
    line = float(descent.trace.m[30]), float(descent.trace.b[30])
    expected = loop(sample, replace(after, m=line[0], b=line[1]), 170)
    assert recorded(descent.trace)[:, 30:] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("cursor", [0, 1, 20])
def test_the_next_step_is_its_next_epoch(sample: Dataset, chosen: Settings, cursor: int) -> None:
    whole = loop(sample, chosen, 21)
    expected = pytest.approx(whole[:2, cursor + 1], rel=1e-9)
    trace = train(sample, chosen)
    for seen in (trace.head(cursor), trace):
        step = Frame(Points(sample), chosen, trace=seen, cursor=cursor).next_step
        assert step is not None
        assert step.own == expected


def test_samples_used_are_all_points_at_every_epoch(sample: Dataset, chosen: Settings) -> None:
    assert SamplesUsed.by(chosen, len(sample)).at(np.array([3.0])) == [3 * len(sample)]


def test_without_a_theory_the_words_say_so_and_nothing_is_advised(sample: Dataset, chosen: Settings) -> None:
    theory = forecast(sample, chosen)
    assert forecast_sentence(theory) == (
        "No forecast for this algorithm: of momentum nothing is known beforehand."
    )
    assert advise(theory) is None
    trace = train(sample, chosen)
    assert verdict(trace, theory) == "Arrived: the MSE is within 1 % of the smallest possible."
    assert in_short(chosen) == "Momentum 0.2"
    plain = trace.segments[0]._replace(settings=Settings())
    assert what_changed(plain, trace.segments[0]) == "momentum, learning rate 0.2"


def test_a_divergence_is_told_without_a_rate_that_nobody_knows(sample: Dataset, chosen: Settings) -> None:
    trace = train(sample, replace(chosen, learning_rate=50))
    words = ending(trace, sample)
    assert words.startswith("Diverged at epoch ")
    assert words.endswith("with learning rate 50.")
    assert verdict(trace, forecast(sample, trace.segments[-1].settings)) == "Diverged."


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["text", "json"])
def test_the_command_line_offers_it(
    sample: Dataset, chosen: Settings, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--headless", "--algorithm", "momentum", "--learning-rate", "0.2", "--epochs", "200", *more]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert repr(float(train(sample, chosen).m[-1])) in out
    assert "Arrived" in out or '"algorithm": "momentum"' in out


def test_a_step_with_more_than_the_gradient_is_not_worked_out(sample: Dataset, chosen: Settings) -> None:
    trace = train(sample, chosen)
    frame = Frame(Points(sample), chosen, trace=trace, cursor=20)
    assert (frame.worked, frame.worked_before) == (Unknown.OTHER_STEP, Unknown.OTHER_STEP)


def test_there_is_no_code_for_it_and_the_command_line_says_so(
    sample: Dataset, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "run.py"
    assert main(["--headless", "--algorithm", "momentum", "--save-code", str(path)]) == 2
    assert capsys.readouterr().err == (
        "gdgui: There is no code for momentum, whose step is more than one against the gradient; without it "
        f"{path} is not written.\n"
    )
    assert not path.exists()
