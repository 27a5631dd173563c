"""Wilson score interval for a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""

from __future__ import annotations

import numpy as np

Z_95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution


def wilson(asked: np.ndarray, sample: np.ndarray, z: float = Z_95) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the share ``asked / sample``, each within [0, 1]; [0, 1] where the sample is empty.

    Args:
        asked: number of postings that ask for the skill (may be fractional), 0 ≤ asked ≤ sample.
        sample: number of postings.
        z: normal quantile; raising it widens the interval.

    >>> low, high = wilson(np.array([5.0]), np.array([20.0]))
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.112, 0.469)
    """
    asked, sample = np.broadcast_arrays(np.asarray(asked, float), np.asarray(sample, float))
    safe = np.where(sample > 0, sample, 1.0)
    share = asked / safe
    spread = z * np.sqrt(share * (1 - share) / safe + z**2 / (4 * safe**2))
    scale = 1 + z**2 / safe
    middle = share + z**2 / (2 * safe)
    low = np.clip((middle - spread) / scale, 0.0, share)
    high = np.clip((middle + spread) / scale, share, 1.0)
    return np.where(sample > 0, low, 0.0), np.where(sample > 0, high, 1.0)
