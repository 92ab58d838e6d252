"""Around the pages of the derivation and of the lessons: their buttons, and what is said of them."""

from __future__ import annotations

from gdgui.words.translation import marked, tr, tr_n

# The derivation


def guide_title() -> str:
    """Of its page in the drawer."""
    return tr("Derivation")


def contents() -> str:
    """Name of the list of its pages."""
    return tr("Pages of the derivation")


def open_contents() -> tuple[str, str]:
    """The button that shows that list, and what it does."""
    return tr("Contents"), tr("All pages of the derivation, to choose from")


def page_entry(number: int, title: str) -> str:
    """A page in that list."""
    return tr("{number}  {title}", number=number, title=title)


def page_before() -> str:
    """The button that turns back."""
    return tr("The page before")


def page_after() -> str:
    """The button that turns on."""
    return tr("The next page")


def page_text() -> str:
    """Name of what is read."""
    return tr("Text of the page")


def show_me() -> tuple[str, str]:
    """The button that sets up a page in the window, and what it does."""
    return tr("Show me"), tr("Set points, settings and epoch of this page up in the window")


def bring_back() -> tuple[str, str]:
    """The way back from that."""
    return tr("Bring back what I had"), tr("Points, settings and runs as they were (Esc)")


def shown() -> str:
    """A page is set up."""
    return tr("This is the example of the page. Your own points and runs wait; Esc brings them back.")


def brought_back() -> str:
    """What was there before is there again."""
    return tr("Everything is as it was.")


# The list of lessons


def lessons_title() -> str:
    """Of their page in the drawer."""
    return tr("Lessons")


def list_name() -> str:
    """Of the list, to a screen reader."""
    return tr("Lessons; Enter begins one")


def lesson_entry(title: str, about: str, minutes: int, done: int, steps: int) -> str:
    """A lesson in the list, with a tick for each step done."""
    ticks = "✓" * done + "·" * (steps - done)
    time = tr_n("{n} minute", "{n} minutes", minutes)
    return tr("{title}\n{about}\n{time}   {ticks}", title=title, about=about, time=time, ticks=ticks)


def lesson_spoken(title: str, about: str, minutes: int, done: int, steps: int) -> str:
    """The same, to be heard."""
    time = tr_n("{n} minute", "{n} minutes", minutes)
    return tr(
        "{title}. {about} {time}, {done} of {steps} steps done",
        title=title,
        about=about,
        time=time,
        done=done,
        steps=steps,
    )


def begin() -> tuple[str, str]:
    """The button under the list."""
    return tr("Begin"), tr("Set the lesson up; your own points and runs wait until you leave it")


def open_file() -> tuple[str, str]:
    """The button that opens a lesson of a teacher's own."""
    return tr("Open a lesson file…"), tr("A lesson that somebody wrote, in a text file")


def open_lesson() -> str:
    """Title of the dialog that asks for a file."""
    return tr("Open a lesson file")


def forget() -> tuple[str, str]:
    """The button that forgets which steps were done."""
    return tr("Forget progress"), tr("Forget which steps of which lessons were done")


def forget_question() -> str:
    """Consent to that."""
    return tr("Forget which steps of which lessons were done? There is no way back.")


def forgotten() -> str:
    """It was done."""
    return tr("The progress in all lessons is forgotten.")


# A lesson


def step_of(number: int, steps: int) -> str:
    """Where in a lesson somebody is."""
    return tr("step {number} of {steps}", number=number, steps=steps)


def lesson_text() -> str:
    """Name of what is read."""
    return tr("Text of the step")


def task(is_done: bool, is_last: bool) -> str:
    """Over what is to be done."""
    if not is_done:
        return tr("Your task")
    return tr("Your task: done. Finish ends the lesson.") if is_last else tr("Your task: done. Next goes on.")


def choice(letter: str, text: str) -> str:
    """An answer, to be heard: its letter and its words."""
    return tr("{letter}: {text}", letter=letter, text=text)


def verdict(is_right: bool, reply: str) -> str:
    """On an answer that was given."""
    word = tr("Right.") if is_right else tr("Not so.")
    return tr("{verdict} {reply}", verdict=word, reply=reply) if reply else word


def condition(words: str, is_met: bool) -> str:
    """One thing to be done, with its sign."""
    return tr("✓ {condition}", condition=words) if is_met else tr("○ {condition}", condition=words)


def condition_spoken(words: str, is_met: bool) -> str:
    """The same, to be heard."""
    return tr("done: {condition}", condition=words) if is_met else tr("to do: {condition}", condition=words)


def button(name: str) -> tuple[str, str]:
    """ "back", "next", "finish", "again" or "leave", and what it does."""
    text, tip = _BUTTONS[name]
    return tr(text), tr(tip)


_BUTTONS = {
    "back": (marked("Bac&k"), marked("Read the step before again")),
    "next": (marked("Ne&xt"), marked("The next step; it is there when everything is ticked")),
    "finish": (marked("F&inish"), marked("End the lesson; your own points and runs come back")),
    "again": (marked("Set &up again"), marked("Points and settings as at the start of the lesson")),
    "leave": (marked("Leave"), marked("End the lesson here; your own points and runs come back")),
}


def begun(title: str) -> str:
    """A lesson is set up."""
    return tr("“{title}” is set up. Your own points and runs wait until you leave it.", title=title)


def finished(title: str) -> str:
    """All steps were done."""
    return tr("“{title}” is done, and everything is as it was before.", title=title)


def goes_on(title: str) -> str:
    """Its page was closed."""
    return tr("“{title}” goes on; Shift+F1 shows its page, where you can leave it.", title=title)


def back_to(title: str) -> str:
    """The button on other pages of the drawer."""
    return tr("Back to “{title}”", title=title)
