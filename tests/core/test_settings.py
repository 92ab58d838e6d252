"""Settings: what it takes, what it refuses, and which field it blames."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, replace
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Settings, SettingsError
from gdgui.words.errors import sentence

LARGEST_FLOAT = float(np.finfo(float).max)
SMALLEST_FLOAT = 5e-324

NOT_NUMBERS = [math.nan, math.inf, -math.inf, "1", None, True, 1j, [1.0]]
NOT_WHOLE = [0.5, 2.0, math.nan, math.inf, "1", None, True]

REFUSED: list[tuple[str, list[Any]]] = [
    ("algorithm", ["GD", "adam", "", None, 0]),
    ("learning_rate", [0, 0.0, -0.0, -0.05, *NOT_NUMBERS]),
    ("epochs", [0, -1, 1_000_001, *NOT_WHOLE]),
    ("batch_size", [0, -1, *NOT_WHOLE]),
    ("seed", [-1, 2**31, *NOT_WHOLE]),
    ("standardise", [0, 1, "yes", None]),
    ("m", [1.001e50, -1.001e50, 10**400, *NOT_NUMBERS]),
    ("b", [1.001e50, -1.001e50, 10**400, *NOT_NUMBERS]),
]

ACCEPTED: list[tuple[str, list[Any]]] = [
    ("algorithm", ["gd", "sgd"]),
    ("learning_rate", [SMALLEST_FLOAT, 1, 0.05, LARGEST_FLOAT]),
    ("epochs", [1, 1_000_000]),
    ("batch_size", [1, 10_000_000]),
    ("seed", [0, 2**31 - 1]),
    ("standardise", [False, True]),
    ("m", [0, -1, 1e50, -1e50, -0.0]),
    ("b", [0, -1, 1e50, -1e50, -0.0]),
]

WORDS = {
    "algorithm": "algorithm",
    "learning_rate": "learning rate",
    "epochs": "number of epochs",
    "batch_size": "batch size",
    "seed": "seed",
    "standardise": "Standardise",
    "m": "slope m",
    "b": "intercept b",
}


def cases(table: list[tuple[str, list[Any]]]) -> list[tuple[str, Any]]:
    return [(field, value) for field, values in table for value in values]


def test_the_defaults_are_the_lessons() -> None:
    assert Settings() == Settings(
        "gd", learning_rate=0.05, epochs=10, batch_size=1, m=0.33, b=0.48, seed=0, standardise=False
    )


@pytest.mark.parametrize(("field", "value"), cases(REFUSED))
def test_a_value_no_run_can_use_is_refused_by_the_name_of_its_field(field: str, value: Any) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings(**{field: value})

    assert refusal.value.field == field
    assert field in str(refusal.value)
    assert WORDS[field] in sentence(refusal.value)


@pytest.mark.parametrize(("field", "value"), cases(ACCEPTED))
def test_values_at_the_ends_of_their_range_are_kept_as_they_are(field: str, value: Any) -> None:
    kept = getattr(Settings(**{field: value}), field)

    assert kept == value
    assert type(kept) is type(value)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("algorithm", "adam", "“gd” or “sgd”, not “adam”"),
        ("learning_rate", 0, "above 0"),
        ("epochs", 0, "whole number from 1 to 1,000,000"),
        ("batch_size", 0, "whole number of at least 1"),
        ("seed", -1, "whole number from 0 to 2,147,483,647"),
        ("m", math.nan, "between ±1e+50"),
        ("b", math.nan, "between ±1e+50"),
    ],
)
def test_the_message_tells_what_the_field_takes(field: str, value: Any, told: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings(**{field: value})

    assert told in sentence(refusal.value)


def test_a_refusal_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="learning_rate"):
        Settings(learning_rate=-1)


def test_a_replaced_field_is_checked_as_well() -> None:
    with pytest.raises(SettingsError):
        replace(Settings(), epochs=0)


def test_settings_cannot_be_altered() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().epochs = 20  # type: ignore[misc]


@given(
    st.sampled_from(["gd", "sgd"]),
    st.floats(SMALLEST_FLOAT, LARGEST_FLOAT),
    st.integers(1, 1_000_000),
    st.integers(1, 10**9),
    st.floats(-1e50, 1e50),
    st.floats(-1e50, 1e50),
    st.integers(0, 2**31 - 1),
)
def test_any_values_within_their_ranges_go_together_and_make_equal_keys(
    algorithm: Literal["gd", "sgd"], rate: float, epochs: int, batch_size: int, m: float, b: float, seed: int
) -> None:
    settings = Settings(algorithm, rate, epochs, batch_size, m, b, seed)

    assert settings == Settings(algorithm, rate, epochs, batch_size, m, b, seed)
    assert hash(settings) == hash(replace(settings))
    assert settings != replace(settings, epochs=settings.epochs % 1_000_000 + 1)
