"""Training and inference speed of a peer, measured as the project's own is.

Reads lines `train MODEL IMAGES` and `infer MODEL IMAGES` on standard input and answers each with a
line of JSON, so that the three can be measured in turn. First argument: `torch` or `keras`.
"""

import json
import os
import resource
import sys
import time

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import numpy as np
from models import keras_model, torch_model

BATCH = 128
MEAN, DEVIATION = 0.1307, 0.3081


def mnist(folder):
    pixels = np.fromfile(f"{folder}/train-images-idx3-ubyte", np.uint8)[16:]
    labels = np.fromfile(f"{folder}/train-labels-idx1-ubyte", np.uint8)[8:]
    images = (pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255 - MEAN) / DEVIATION
    return images, labels.astype(np.int64)


class Torch:
    """channels_last and fused Adam for training, torch.compile for inference."""

    def __init__(self, images, labels):
        import torch

        self.torch = torch
        self.images = torch.from_numpy(images).permute(0, 3, 1, 2)
        self.images = self.images.contiguous(memory_format=torch.channels_last)
        self.labels = torch.from_numpy(labels)
        self.version = f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"
        self.made = {}

    def training(self, name):
        if name not in self.made:
            model = torch_model(name).to(memory_format=self.torch.channels_last).train()
            self.made[name] = model, self.torch.optim.Adam(model.parameters(), 1e-3, fused=True)
        return self.made[name]

    def train(self, name, count):
        model, optimizer = self.training(name)
        loss_of = self.torch.nn.functional.cross_entropy
        order = self.torch.randperm(count)
        for start in range(0, count, BATCH):
            chosen = order[start : start + BATCH]
            loss = loss_of(model(self.images[chosen]), self.labels[chosen])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        loss.item()

    def infer(self, name, count):
        key = f"{name} compiled"
        if key not in self.made:
            model = torch_model(name).to(memory_format=self.torch.channels_last).eval()
            self.made[key] = self.torch.compile(model)
        with self.torch.inference_mode():
            for start in range(0, count, 1000):
                self.made[key](self.images[start : start + 1000])


class Keras:
    """Keras on TensorFlow with oneDNN: a compiled step over a tf.data pipeline of arrays."""

    def __init__(self, images, labels):
        import keras
        import tensorflow as tf

        self.keras = keras
        self.tf = tf
        self.images, self.labels = images, labels
        self.version = f"Keras {keras.__version__} on TensorFlow {tf.__version__}"
        self.made = {}

    def model(self, name):
        if name not in self.made:
            model = keras_model(name)
            loss = self.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
            model.compile(self.keras.optimizers.Adam(1e-3), loss, jit_compile=False)
            self.made[name] = model
        return self.made[name]

    def train(self, name, count):
        images, labels = self.images[:count], self.labels[:count]
        self.model(name).fit(images, labels, batch_size=BATCH, epochs=1, shuffle=True, verbose=0)

    def infer(self, name, count):
        self.model(name).predict(self.images[:count], batch_size=1000, verbose=0)


def main():
    images, labels = mnist(sys.argv[2])
    peer = (Torch if sys.argv[1] == "torch" else Keras)(images, labels)
    print(json.dumps({"version": peer.version}), flush=True)
    for line in sys.stdin:
        what, name, count = line.split()
        start = time.perf_counter()
        (peer.train if what == "train" else peer.infer)(name, int(count))
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"rate": int(count) / seconds, "memory": memory}), flush=True)


main()
