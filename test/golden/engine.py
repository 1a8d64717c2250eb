"""Reference numbers for the engine's tests, made apart from it with NumPy in double precision.

Run: python3 test/golden/engine.py > test/golden/engine.json && npx prettier --write test/golden
Gradients are central differences of the loss, so that they share no derivation with the engine.
"""

import json

import numpy as np

MASK = 0xFFFFFFFF


def fmix32(word):
    """MurmurHash3's finaliser."""
    word ^= word >> 16
    word = word * 0x85EBCA6B & MASK
    word ^= word >> 13
    word = word * 0xC2B2AE35 & MASK
    return word ^ word >> 16


def xoshiro128starstar(seed, count):
    """Blackman and Vigna's xoshiro128** 1.1, state filled by a splitmix of the seed."""
    state = [fmix32(seed + (i + 1) * 0x9E3779B9 & MASK) for i in range(4)]
    rotl = lambda x, k: (x << k | x >> 32 - k) & MASK
    numbers = []
    for _ in range(count):
        numbers.append(rotl(state[1] * 5 & MASK, 7) * 9 & MASK)
        t = state[1] << 9 & MASK
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= t
        state[3] = rotl(state[3], 11)
    return numbers


def optimizer_paths():
    """Two weights, one decaying and one not, pulled by g = a·w + b over five steps."""
    start = {"kernel": np.array([1.0, -2.0, 0.5]), "bias": np.array([0.25, -0.75])}
    pull = {"kernel": (np.array([0.9, 0.4, 1.5]), 0.3), "bias": (np.array([2.0, 0.1]), -0.2)}
    cases = [
        ("sgd", {"type": "sgd", "momentum": 0.0}, 0.1, 0.0),
        ("momentum", {"type": "sgd", "momentum": 0.9}, 0.1, 0.01),
        ("adam", {"type": "adam"}, 0.05, 0.0),
        ("adam with L2", {"type": "adam"}, 0.05, 0.1),
        ("adamw", {"type": "adamw"}, 0.05, 0.1),
    ]
    results = []
    for name, optimizer, rate, decay in cases:
        weights = {key: value.copy() for key, value in start.items()}
        m = {key: np.zeros_like(value) for key, value in start.items()}
        v = {key: np.zeros_like(value) for key, value in start.items()}
        path = []
        for step in range(1, 6):
            for key in ("kernel", "bias"):
                a, b = pull[key]
                g = a * weights[key] + b
                wd = decay if key == "kernel" else 0.0
                if optimizer["type"] == "adamw":
                    weights[key] = weights[key] - rate * wd * weights[key]
                else:
                    g = g + wd * weights[key]
                if optimizer["type"] == "sgd":
                    m[key] = optimizer["momentum"] * m[key] + g
                    weights[key] = weights[key] - rate * m[key]
                else:
                    m[key] = 0.9 * m[key] + 0.1 * g
                    v[key] = 0.999 * v[key] + 0.001 * g * g
                    m_hat = m[key] / (1 - 0.9**step)
                    v_hat = v[key] / (1 - 0.999**step)
                    weights[key] = weights[key] - rate * m_hat / (np.sqrt(v_hat) + 1e-8)
            path.append({key: value.tolist() for key, value in weights.items()})
        results.append(
            {"name": name, "optimizer": optimizer, "learningRate": rate, "weightDecay": decay, "path": path}
        )
    return {
        "start": {key: value.tolist() for key, value in start.items()},
        "pull": {key: {"a": a.tolist(), "b": b} for key, (a, b) in pull.items()},
        "cases": results,
    }


def conv_same(x, kernel):
    """Stride 1, NHWC by HWIO, as written in the definition."""
    n, h, w, _ = x.shape
    k = kernel.shape[0]
    low = (k - 1) // 2
    padded = np.pad(x, ((0, 0), (low, k - 1 - low), (low, k - 1 - low), (0, 0)))
    out = np.zeros((n, h, w, kernel.shape[3]))
    for i in range(k):
        for j in range(k):
            out += padded[:, i : i + h, j : j + w, :] @ kernel[i, j]
    return out


def windows(x):
    n, h, w, c = x.shape
    return x.reshape(n, h // 2, 2, w // 2, 2, c).swapaxes(2, 3).reshape(n, h // 2, w // 2, 4, c)


def batch_norm(x, gamma, beta, epsilon):
    axes = tuple(range(x.ndim - 1))
    mean, variance = x.mean(axes), x.var(axes)
    return (x - mean) / np.sqrt(variance + epsilon) * gamma + beta, mean, variance


EPSILON = 1e-3


def forward(weights, x, labels):
    """conv, batch norm, relu, max pool, conv with tanh, average pool, add, dense with sigmoid,
    batch norm, dense; then the mean cross-entropy."""
    w = weights
    moments = {}
    c1 = conv_same(x, w["conv1/kernel"])
    b1, *moments["norm1"] = batch_norm(c1, w["norm1/gamma"], w["norm1/beta"], EPSILON)
    p1 = windows(np.maximum(b1, 0)).max(3)
    c2 = np.tanh(conv_same(p1, w["conv2/kernel"]) + w["conv2/bias"])
    p2 = windows(p1 + c2).mean(3)
    flat = p2.reshape(len(x), -1)
    d1 = 1 / (1 + np.exp(-(flat @ w["dense1/kernel"] + w["dense1/bias"])))
    b2, *moments["norm2"] = batch_norm(d1, w["norm2/gamma"], w["norm2/beta"], EPSILON)
    logits = b2 @ w["dense2/kernel"] + w["dense2/bias"]
    shifted = logits - logits.max(1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return -log_p[np.arange(len(x)), labels].mean(), logits, moments


def network():
    random = np.random.default_rng(7)
    shapes = {
        "conv1/kernel": (3, 3, 1, 4),
        "norm1/gamma": (4,),
        "norm1/beta": (4,),
        "conv2/kernel": (3, 3, 4, 4),
        "conv2/bias": (4,),
        "dense1/kernel": (16, 5),
        "dense1/bias": (5,),
        "norm2/gamma": (5,),
        "norm2/beta": (5,),
        "dense2/kernel": (5, 3),
        "dense2/bias": (3,),
    }
    draw = lambda shape: np.float32(random.normal(0, 0.5, shape)).astype(float)
    weights = {name: draw(shape) for name, shape in shapes.items()}
    for name in ("norm1/gamma", "norm2/gamma"):
        weights[name] = np.abs(weights[name]) + 0.5
    weights = {name: np.float32(value).astype(float) for name, value in weights.items()}
    x = np.float32(random.normal(0, 1, (6, 8, 8, 1))).astype(float)
    labels = np.array([0, 1, 2, 2, 1, 0])
    loss, logits, moments = forward(weights, x, labels)
    gradients = {}
    h = 1e-5
    for name, value in weights.items():
        gradient = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            held = value[index]
            value[index] = held + h
            up = forward(weights, x, labels)[0]
            value[index] = held - h
            down = forward(weights, x, labels)[0]
            value[index] = held
            gradient[index] = (up - down) / (2 * h)
        gradients[name] = gradient
    counts = {"norm1": 6 * 8 * 8, "norm2": 6}
    # After one step with momentum 0.9 from mean 0 and variance 1, by the unbiased variance.
    moving = {
        layer: {
            "mean": (0.1 * mean).tolist(),
            "variance": (0.9 + 0.1 * variance * counts[layer] / (counts[layer] - 1)).tolist(),
        }
        for layer, (mean, variance) in moments.items()
    }
    flat = lambda values: {
        name: {"shape": list(value.shape), "values": value.ravel().tolist()} for name, value in values.items()
    }
    return {
        "images": {"shape": list(x.shape), "values": x.ravel().tolist()},
        "labels": labels.tolist(),
        "weights": flat(weights),
        "loss": loss,
        "logits": logits.ravel().tolist(),
        "gradients": flat(gradients),
        "moving": moving,
    }


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(each) for each in value]
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return value


if __name__ == "__main__":
    golden = {
        "xoshiro": {str(seed): xoshiro128starstar(seed, 8) for seed in (0, 1, 42, 0x7FFFFFFF)},
        "optimizers": optimizer_paths(),
        "network": network(),
    }
    print(json.dumps(rounded(golden), separators=(",", ":")))
