"""Rescaled figures are several times nearer the truth than the naive method's, as docs/decisions/0011 says."""

import numpy as np
import pytest

from benchmarks import error_of_figures
from benchmarks.error_of_figures import errors_of, lived
from privacy.dp.families import EFFORT, NEEDS


def test_a_small_citys_error_is_a_sixth_of_the_naive_methods() -> None:
    errors = errors_of(20_000, 1)
    assert errors.total < 0.2
    assert 0.5 < errors.kept < 0.65
    assert 0.04 < errors.clipped < 0.09


def test_control_a_share_under_the_same_bound_would_leave_out_what_is_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the wider count nothing is rescaled, and in a large city that shows."""
    honest = errors_of(120_000, 1).total
    monkeypatch.setattr(error_of_figures, "EFFORT", NEEDS)
    assert errors_of(120_000, 1).total > honest + 0.05


def test_nobody_counts_more_than_the_bound_allows() -> None:
    year = lived(2_000, np.random.default_rng(7))
    assert (year.needs <= year.reports).all()
    assert year.needs.sum() < year.effort.sum() <= year.reports.sum()
    assert EFFORT.bound == 16
