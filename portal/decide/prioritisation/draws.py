"""Draw the noise that is known to lie in released numbers: seeded, and of no use for publishing anything.

A named exception to "noise only from OpenDP": nothing secret is touched, and the law of the noise is public.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from privacy.dp import sums
from privacy.dp.sums import Terms

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]

_LEFT_OUT = 1e-9  # of the law's mass, in both tails together; a draw would have to be one in a thousand million


def generator(seed: int, stream: int) -> np.random.Generator:
    """Make the source of one stream of draws; streams of one seed are independent."""
    return np.random.Generator(np.random.PCG64([seed, stream]))


def drawn(terms: Terms, shape: tuple[int, ...], random: np.random.Generator) -> Integers:
    """Draw a sum of independent noises, once for each place of `shape`; nothing but noughts where there is no noise.

    How often each value comes is drawn first, then their order: together these are independent draws of the law, at
    a fraction of the cost of adding draws up. Source: the multinomial law of counts, Johnson, Kotz & Balakrishnan 1997.
    """
    if not terms:
        return np.zeros(shape, dtype=np.int32)
    values, chances = law(terms)
    found = np.repeat(values, random.multinomial(int(np.prod(shape)), chances))
    random.shuffle(found)
    return found.reshape(shape)


@lru_cache(64)
def law(terms: Terms) -> tuple[Integers, Floats]:
    """Tabulate the law of a sum of noises: its values, and the chance of each."""
    reach = sums.half_width(terms, 1 - _LEFT_OUT)
    within = np.array([sums.coverage(terms, at) for at in range(reach + 1)])
    halves = np.diff(within, prepend=0.0)
    halves[1:] /= 2  # the law is the same on both sides of nought
    chances = np.clip(np.concatenate([halves[:0:-1], halves]), 0, None)
    return np.arange(-reach, reach + 1, dtype=np.int32), chances / chances.sum()
