"""What stands beneath a picture, and what is told of it to whoever does not see it."""

from __future__ import annotations

from gdgui.core import Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.words import algorithms, spoken
from gdgui.words.counts import points_counted
from gdgui.words.numbers import number, whole
from gdgui.words.translation import capital, marked, tr

DIGITS = 5


def title(points: str, run: str) -> str:
    """Of a picture: its points, and the settings of the run."""
    return tr("{points}: {run}", points=points, run=run) if points else run


def points_shown(title: str, n: int) -> str:
    """“cars.csv, 50 points.”"""
    points = points_counted(n)
    return tr("{title}, {points}.", title=title, points=points) if title else tr("{points}.", points=points)


def how(settings: Settings, has_changed: bool) -> str:
    """The settings of a run in words; `has_changed` where it had other ones, or other points, before."""
    algorithm = ALGORITHMS[settings.algorithm]
    name, rate = capital(algorithms.name(algorithm)), number(settings.learning_rate, 6)
    parts = [tr("{algorithm}, learning rate {rate}", algorithm=name, rate=rate)]
    if "batch_size" in algorithm.settings:
        parts.append(tr("batch size {size}", size=settings.batch_size))
    if "seed" in algorithm.settings:
        parts.append(tr("seed {seed}", seed=str(settings.seed)))
    if settings.standardise:
        parts.append(tr("x standardised"))
    if has_changed:
        parts.append(tr("changed during the run"))
    return tr("{settings}.", settings=", ".join(parts))


def reached(epoch: int, of: int, line: tuple[float, float], errors: tuple[float, float | None] | None) -> str:
    """Epoch and line, its MSE and the smallest possible one, where there is one and nobody is to find it."""
    here = tr("Epoch {epoch} of {total}", epoch=whole(epoch), total=whole(of))
    equation = spoken.line(*line, digits=DIGITS)
    if errors is None:
        return tr("{epoch}: {line}.", epoch=here, line=equation)
    mse, least = errors
    if least is None:
        return tr("{epoch}: {line}, MSE {mse}.", epoch=here, line=equation, mse=number(mse, DIGITS))
    return tr(
        "{epoch}: {line}, MSE {mse} (smallest possible: {least}).",
        epoch=here,
        line=equation,
        mse=number(mse, DIGITS),
        least=number(least, DIGITS),
    )


def joined(*sentences: str) -> str:
    """Sentences one after the other."""
    return " ".join(filter(None, sentences))


def seen(plot: str, what: str) -> str:
    """What a plot shows, after its title."""
    return tr("{plot}: {what}.", plot=plot, what=what)


# The dialog


def export() -> str:
    """Title of the dialog, and of the one that asks where to."""
    return tr("Export picture")


def field(name: str) -> str:
    """A label of the dialog."""
    return tr(_FIELDS[name])


_FIELDS = {
    "part": marked("S&how"),
    "format": marked("&Format"),
    "scale": marked("&Pixels"),
    "width": marked("&Width"),
    "height": marked("H&eight"),
    "unit": marked("&Unit"),
    "look": marked("&Theme"),
    "caption": marked("C&aption with points, settings and result"),
    "preview": marked("Preview of the picture"),
}


def choice(field: str, value: str) -> str:
    """A value to choose from."""
    return tr(_CHOICES[field, value])


_CHOICES = {
    ("part", "all"): marked("All plots"),
    ("part", "data"): marked("Points and line"),
    ("part", "loss"): marked("MSE over epochs"),
    ("part", "surface"): marked("Loss surface"),
    ("format", "png"): marked("PNG: pixels, for any program"),
    ("format", "svg"): marked("SVG: shapes, sharp at any size"),
    ("format", "pdf"): marked("PDF: shapes, for print"),
    ("scale", "1"): marked("1× (96 dpi)"),
    ("scale", "2"): marked("2× (192 dpi)"),
    ("scale", "4"): marked("4× (384 dpi)"),
    ("unit", "px"): marked("pixels"),
    ("unit", "cm"): marked("centimetres"),
    ("look", "window"): marked("As in the window"),
    ("look", "light"): marked("Light"),
    ("look", "dark"): marked("Dark"),
    ("look", "contrast"): marked("High contrast"),
    ("look", "print"): marked("Print: black on white"),
}


def as_in_window() -> str:
    """The button that takes the size of the plots in the window."""
    return tr("Size &of the window")


def save() -> str:
    """The button that asks for a file."""
    return tr("&Save…")


def copy() -> str:
    """The button that copies the picture."""
    return tr("&Copy")


def size_wanted(least: str, most: str) -> str:
    """What width and height take, in the unit chosen."""
    return tr("Takes a number from {least} to {most}.", least=least, most=most)


def measures(wide: str, high: str, pixels: tuple[int, int] | None) -> str:
    """How large the picture is, in centimetres and, of an image, in pixels."""
    if pixels is None:
        return tr("{wide} × {high} cm", wide=wide, high=high)
    across, down = pixels
    return tr("{wide} × {high} cm, {across} × {down} pixels", wide=wide, high=high, across=across, down=down)


def too_large(pixels: tuple[int, int], most: int) -> str:
    """More pixels than an image can have here."""
    across, down = pixels
    return tr(
        "{across} × {down} pixels are too many: at most {most} million. Choose a smaller size, fewer pixels, "
        "or SVG or PDF.",
        across=across,
        down=down,
        most=most // 1_000_000,
    )


def under_way() -> str:
    """One at a time."""
    return tr("Another picture is still being written. Try again in a moment.")


def copied() -> str:
    """The picture is on the clipboard."""
    return tr("Copied the picture, also as SVG, and its description as text.")


def not_copied() -> str:
    """The clipboard did not take it."""
    return tr("The picture was not copied: the clipboard does not take it. Save it instead (Ctrl+Shift+S).")


# Print


def no_printing() -> str:
    """Something that printing needs is not installed."""
    return tr("This computer has nothing to print with. Export the picture as PDF instead (Ctrl+Shift+S).")


def print_preview() -> str:
    """Title of the dialog."""
    return tr("Print")
