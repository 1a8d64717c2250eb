"""Reference numbers for the window's mathematics, by definition and not by the app's formulas.

Run: python3 test/golden/charts.py > test/golden/charts.json && npx prettier --write test/golden
Needs numpy and scipy.
"""

import json

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

random = np.random.default_rng(7)
values = np.round(2.3 * np.exp(-np.arange(40) / 9) + random.normal(0, 0.08, 40), 6)


def weighted_mean(series, weight):
    """Mean of all values so far, each weighted by weight ** distance."""
    out = []
    for at in range(len(series)):
        weights = weight ** np.arange(at, -1, -1, dtype=float)
        out.append(float(np.average(series[: at + 1], weights=weights)))
    return out


def wilson(correct, count):
    """The shares that a two-sided normal score test at 5 % does not reject."""
    z = norm.ppf(0.975)
    share = correct / count
    score = lambda p: (share - p) ** 2 * count - z**2 * p * (1 - p)
    tiny = 1e-15
    # At 0 and 1 the share itself is a root too, and not the one that is asked for.
    low = 0.0 if correct == 0 else brentq(score, tiny, min(share, 1 - 1e-6), xtol=1e-15)
    high = 1.0 if correct == count else brentq(score, max(share, 1e-6), 1 - tiny, xtol=1e-15)
    return low, high


cases = [(9908, 10000), (9934, 10000), (10000, 10000), (0, 10000), (5000, 10000), (7, 8), (1, 3)]
print(
    json.dumps(
        {
            "smoothing": {
                "values": values.tolist(),
                "smoothed": {str(w): weighted_mean(values, w) for w in (0.3, 0.6, 0.9, 0.99)},
            },
            "wilson": [
                {"correct": c, "count": n, "low": wilson(c, n)[0], "high": wilson(c, n)[1]}
                for c, n in cases
            ],
        },
        indent=1,
    )
)
