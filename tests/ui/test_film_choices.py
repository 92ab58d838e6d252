"""What is remembered of films, as a word: it comes back whole, and no other word stands for anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.experiment.view_options import PLOTS
from gdgui.files.film.kinds import FASTEST, KINDS, LEAST, MOST
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.theme import THEMES

CHOICES = st.builds(
    FilmChoices,
    st.sampled_from(list(KINDS)),
    st.tuples(*(st.integers(low, high) for low, high in zip(LEAST, MOST, strict=True))),
    st.integers(1, FASTEST),
    st.sampled_from(["window", *THEMES]),
    st.sampled_from(["view", *PLOTS]),
    st.booleans(),
)


@given(CHOICES)
def test_a_word_brings_every_choice_back(choices: FilmChoices) -> None:
    word = choices.to_word()
    assert re.fullmatch(r"[A-Za-z0-9.+-]*", word), "or it could not be remembered"
    assert FilmChoices.from_word(word) == choices


@pytest.mark.parametrize(
    "word",
    [
        "",
        "gif",
        "avi-1280-720-20-window-view-loop",
        "gif-0-0-20-window-view-loop",
        "gif-99999-99999-20-window-view-loop",
        "gif-1280-720-0-window-view-loop",
        "gif-1280-720-20-pink-view-loop",
        "gif-1280-720-20-window-nothing-loop",
        "gif-1280-720-20-window-view-often",
        "gif-١٢٨٠-720-20-window-view-loop",
    ],
)
def test_no_other_word_stands_for_anything(word: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(word)}$"):
        FilmChoices.from_word(word)
