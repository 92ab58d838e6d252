"""What is printed of a run: for people, or as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from gdgui.command_line import Request
from gdgui.core import Dataset, Trace, least_squares
from gdgui.core.theory import Advice, Forecast, advise_after, forecast, has_arrived
from gdgui.words import report, terminal
from gdgui.words.advice import advice_sentence
from gdgui.words.forecast import forecast_sentence
from gdgui.words.numbers import whole
from gdgui.words.verdict import verdict

PATIENCE = (
    100_000  # samples that each of a few dozen runs may draw for a forecast: a fifth of a second in all
)


def as_text(request: Request, dataset: Dataset, trace: Trace) -> str:
    """Lines for a person, each with its name before it."""
    best = least_squares(dataset)
    rows = [
        ("points", whole(len(dataset))),
        ("m", repr(float(trace.m[-1]))),
        ("b", repr(float(trace.b[-1]))),
        ("mse", terminal.at_epoch(repr(float(trace.mse[-1])), trace.epochs)),
        ("least_squares", terminal.line_and_mse(repr(best.m), repr(best.b), repr(best.mse))),
        ("stop_reason", report.ending(trace, dataset)),
    ]
    theory, advice = _theory(request, dataset, trace)
    rows.append(("result", verdict(trace, theory)))
    if advice is not None:
        rows.append(("advice", advice_sentence(advice, request.settings)))
    note = report.singularity(dataset)
    if note:
        rows.append(("note", note))
    named = [(terminal.row(name), value) for name, value in rows]
    width = max(14, *(len(name) + 2 for name, _ in named))
    return "\n".join(f"{name:{width}}{value}" for name, value in named)


def as_json(request: Request, dataset: Dataset, trace: Trace, missing: int) -> str:
    """The same for a program, and what else is known."""
    settings, best, outcome = request.settings, least_squares(dataset), trace.outcome
    assert outcome is not None
    theory, advice = _theory(request, dataset, trace)
    used = theory.algorithm.settings
    found = {
        "points": len(dataset),
        "rows_left_out": missing,
        "algorithm": settings.algorithm,
        "learning_rate": settings.learning_rate,
        "epochs": settings.epochs,
        "standardise": settings.standardise,
        "batch_size": settings.batch_size if "batch_size" in used else None,
        "seed": settings.seed if "seed" in used else None,
        "start": {"m": settings.m, "b": settings.b},
        "epoch": trace.epochs,
        "m": float(trace.m[-1]),
        "b": float(trace.b[-1]),
        "mse": float(trace.mse[-1]),
        "least_squares": {"m": best.m, "b": best.b, "mse": best.mse, "unique": best.unique},
        "stop_reason": outcome.reason,
        "stop_epoch": outcome.epoch,
        "message": report.ending(trace, dataset),
        "result": verdict(trace, theory),
        "arrived": has_arrived(trace),
        "forecast": _forecast(theory),
        "advice": advice
        and {"sentence": advice_sentence(advice, settings), "settings": asdict(advice.settings)},
    }
    return json.dumps(found, indent=2, allow_nan=False, ensure_ascii=False)


def _forecast(theory: Forecast) -> dict[str, Any]:
    """What was known before the run began; null where nothing is, or where there is no such number."""
    is_noisy, is_known = theory.algorithm.is_stochastic, theory.is_known
    return {
        "sentence": forecast_sentence(theory),
        "arrives": theory.arrives if is_known else None,
        "epochs_to_arrive": theory.epochs_to_arrive,
        "expected_mse": _finite(theory.dataset.moments.minimum + theory.expected_excess)
        if is_known
        else None,
        "expected_excess": _finite(theory.expected_excess) if is_noisy else None,
        "stability_limit": _finite(theory.stability_limit) if is_known else None,
        "zone": theory.zone,
        "zones": [{"zone": name, "from": _finite(rate)} for name, rate in theory.zones],
    }


def _theory(request: Request, dataset: Dataset, trace: Trace) -> tuple[Forecast, Advice | None]:
    """The forecast of the run as it was asked for, and the advice if it has not arrived."""
    theory = forecast(dataset, request.settings, PATIENCE)
    return theory, advise_after(trace, theory)


def _finite(number: float) -> float | None:
    """JSON knows no other."""
    return number if math.isfinite(number) else None
