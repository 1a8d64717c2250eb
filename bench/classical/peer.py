"""
Fits one learner of a peer once, asks it about the whole test set once, and prints a line of JSON.

    python peer.py PEER LEARNER IMAGES FOLDER

FOLDER holds MNIST's four IDX files. Pixels are 0…1; intelex is given 64-bit floats as scikit-learn
would be, and `intelex32` 32-bit floats.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

peer, learner, count, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])
if peer.startswith("intelex"):
    from sklearnex import patch_sklearn

    patch_sklearn(verbose=False)

from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC


def read(name, header):
    return np.frombuffer((folder / name).read_bytes(), np.uint8, offset=header)


kind = np.float64 if peer in ("intelex", "scikit-learn") else np.float32
train = (read("train-images-idx3-ubyte", 16).reshape(-1, 784)[:count] / 255).astype(kind)
labels = read("train-labels-idx1-ubyte", 8)[:count]
test = (read("t10k-images-idx3-ubyte", 16).reshape(-1, 784) / 255).astype(kind)
actual = read("t10k-labels-idx1-ubyte", 8)


class Faiss:
    """Exact search, and the vote that faiss leaves to its user."""

    def __init__(self, components):
        self.components = components

    def moved(self, images):
        return self.pca.apply(images) if self.components else images

    def fit(self, images, labels):
        import faiss

        if self.components:
            self.pca = faiss.PCAMatrix(784, self.components)
            self.pca.train(images)
        points = self.moved(images)
        self.index = faiss.IndexFlatL2(points.shape[1])
        self.index.add(points)
        self.labels = labels

    def predict(self, images):
        _, nearest = self.index.search(self.moved(images), 3)
        votes = self.labels[nearest]
        return np.array([np.bincount(each, minlength=10).argmax() for each in votes])


def neighbours():
    return KNeighborsClassifier(3, algorithm="brute", n_jobs=-1)


made = {
    "knn": lambda: Faiss(0) if peer == "faiss" else neighbours(),
    "pca-knn": lambda: Faiss(50) if peer == "faiss" else make_pipeline(PCA(50), neighbours()),
    "svm-rbf": lambda: SVC(C=5, gamma=0.02, cache_size=500),
    "random-forest": lambda: RandomForestClassifier(100, n_jobs=-1, random_state=42),
}[learner]()

start = time.perf_counter()
made.fit(train, labels)
fitted = time.perf_counter()
predicted = made.predict(test)
ended = time.perf_counter()
print(
    json.dumps(
        {
            "fit": fitted - start,
            "predict": ended - fitted,
            "accuracy": float((predicted == actual).mean()),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
