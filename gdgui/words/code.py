"""The scripts that the program writes: their comments, one line each whatever a translation makes of them,
and what is said of them in the window.
"""

from __future__ import annotations

from gdgui.words.translation import marked, tr, tr_n


def first_line() -> str:
    """What the script is."""
    return _comment(tr("y = m·x + b by gradient descent, as gdgui ran it"))


def part(name: str) -> str:
    """What a line does: a part of the step."""
    return _comment(tr(_PARTS[name]))


_PARTS = {
    "residuals": marked("residuals"),
    "squares": marked("mean of the squares"),
    "gradient": marked("gradient of the MSE"),
    "step": marked("step against it"),
    "log": marked("kept for each epoch"),
}


# In the window


def title() -> str:
    """Of the part of the explanation that shows it."""
    return tr("Code")


def title_tip() -> str:
    """What is in it."""
    return tr("The run as a script of numpy; the lines of the part that is lit are marked")


def name() -> str:
    """Of the script, to a screen reader."""
    return tr("The run in Python")


def copied(lines: int) -> str:
    """It is on the clipboard."""
    return tr_n("Copied {n} line of Python.", "Copied {n} lines of Python.", lines)


def save() -> str:
    """Title of the dialog that asks where to."""
    return tr("Save as Python")


def no_points() -> str:
    """There is nothing to run."""
    return tr("Without points there is no code: add some first.")


def unwritable(algorithm: str) -> str:
    """An algorithm that no script is made of."""
    return tr(
        "There is no code for {algorithm}, whose step is more than one against the gradient.",
        algorithm=algorithm,
    )


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())
