"""What is said before a run, while the answer is hidden, and what is said of it afterwards."""

from __future__ import annotations

import math

from gdgui.core.theory import Forecast
from gdgui.core.theory.course import Course, Gap
from gdgui.words.forecast import above_the_limit
from gdgui.words.numbers import number
from gdgui.words.translation import capital, marked, tr

LONG = 10.0  # a condition number from which on the valley is what slows a run down


def no_forecast_yet() -> str:
    """In the place of the forecast."""
    return tr("Predict first: what the run will do is shown when it has ended.")


def invitation() -> str:
    """What to do before a run."""
    return tr("Predict first: press Run, say what will happen, and see.")


def question() -> str:
    """Over the answers."""
    return tr("What will the run do?")


def other_ways() -> str:
    """Under the answers."""
    return tr(
        "Or draw the MSE curve (by keys: D, then arrows), or click where it ends on the loss surface "
        "(P, then arrows); then Run. Esc: not now."
    )


def answer(course: Course) -> str:
    """A button, with its key."""
    return f"{list(_ANSWERS).index(course) + 1}  {tr(_ANSWERS[course])}"


def at_my_line() -> str:
    """The button that foretells somebody's own line."""
    words = tr("it ends at my line")
    return f"{len(_ANSWERS) + 1}  {words}"


def begin() -> str:
    """The button that takes a curve or a place, and begins."""
    return tr("Run")


_ANSWERS: dict[Course, str] = {
    "creeps": marked("it creeps"),
    "arrives": marked("it arrives"),
    "oscillates": marked("back and forth"),
    "explodes": marked("it explodes"),
}


def asked() -> str:
    """In the status line, while the question is open."""
    return tr("Say first what the run will do, right or wrong; then it runs. Esc runs nothing.")


def called_off() -> str:
    """Nobody said anything, and nothing runs."""
    return tr("No prediction, and no run: everything is as it was.")


def nothing_said() -> str:
    """Somebody pressed Run before saying anything."""
    return tr("Nothing is said yet: choose one of the answers, draw a curve, or click on the loss surface.")


def needs_line() -> str:
    """There is no line of one's own to foretell."""
    return tr("My line is not in view: show it first, or choose another answer.")


def switched(on: bool) -> str:
    """The switch was thrown."""
    if on:
        return tr("Predict first is on: the answer stays hidden until a run has ended.")
    return tr("Predict first is off: everything is shown.")


# Afterwards


def result(said: Course | None, gap: Gap, forecast: Forecast | None) -> str:
    """How far the prediction was off, and why it came as it came."""
    why = explanation(gap.courses, forecast)
    return " ".join(each for each in (_how_far(said, gap), why) if each)


def _how_far(said: Course | None, gap: Gap) -> str:
    came = _came(gap.courses)
    if said is not None and gap.course_is_right is not None:
        if gap.course_is_right:
            return tr("Right: {came}.", came=came)
        return tr("You said: {said}. {came}.", said=tr(_ANSWERS[said]), came=capital(came))
    if gap.curve is not None:
        if not math.isfinite(gap.curve):
            return tr("{came}, beyond any number that you could have drawn.", came=capital(came))
        mean = number(gap.curve, 3)
        return tr("Your curve is {mean} off, on average; {came}.", mean=mean, came=came)
    if gap.line is not None and math.isfinite(gap.line):
        return tr(
            "Your line is {apart} from the last one, on average (root mean square); {came}.",
            apart=number(gap.line, 3),
            came=came,
        )
    return tr("{came}.", came=capital(came))


def _came(courses: frozenset[Course]) -> str:
    if courses >= {"arrives", "oscillates"}:
        return tr("it arrived, going back and forth")
    return tr(_CAME[next(iter(courses))])


_CAME: dict[Course, str] = {
    "creeps": marked("it crept"),
    "arrives": marked("it arrived"),
    "oscillates": marked("it went back and forth"),
    "explodes": marked("it exploded"),
}


def explanation(courses: frozenset[Course], forecast: Forecast | None) -> str:
    """Why, from rate, stability limit, condition number and noise; empty where no theory is known."""
    if forecast is None or not forecast.is_known:
        return ""
    if "explodes" in courses:
        return _why_it_explodes(forecast)
    if forecast.is_noisy and courses <= {"oscillates", "creeps"}:
        return tr(
            "Why: every epoch sees only a few points, and at this rate that noise leaves about {floor} "
            "above the smallest MSE.",
            floor=number(forecast.noise_floor, 2),
        )
    if "oscillates" in courses:
        return tr(
            "Why: the rate {rate} is more than half of the stability limit {limit}, so every step lands "
            "on the other side of the valley.",
            rate=number(forecast.settings.learning_rate),
            limit=number(forecast.stability_limit),
        )
    return _why_it_creeps(forecast) if "creeps" in courses else _why_it_arrives(forecast)


def _why_it_explodes(forecast: Forecast) -> str:
    if forecast.settings.learning_rate < forecast.stability_limit:
        return ""
    above = above_the_limit(forecast)
    return tr("Why: {above}, the stability limit, so every step lands farther out.", above=above)


def _why_it_creeps(forecast: Forecast) -> str:
    condition, share = forecast.condition_number, forecast.settings.learning_rate / forecast.stability_limit
    if condition > LONG and share > 1 / LONG:
        return tr(
            "Why: the condition number is {condition}, so much flatter is the valley along than across, and "
            "there every step is short.",
            condition=number(condition, 2),
        )
    return tr(
        "Why: steps are short, as the rate {rate} is {percent} % of the stability limit {limit}.",
        rate=number(forecast.settings.learning_rate),
        percent=number(100 * share, 2),
        limit=number(forecast.stability_limit),
    )


def _why_it_arrives(forecast: Forecast) -> str:
    return tr(
        "Why: the rate {rate} is below the stability limit {limit}, and for a condition number of "
        "{condition} the epochs are enough.",
        rate=number(forecast.settings.learning_rate),
        limit=number(forecast.stability_limit),
        condition=number(forecast.condition_number, 2),
    )
