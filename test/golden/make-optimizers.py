#!/usr/bin/python3
"""Writes optimizers.json: weights after each step of each update rule, straight from the papers, in float64."""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(7)
START = rng.normal(size=4).round(3)
GRADIENTS = (rng.normal(size=(6, 4)) * np.array([1.0, 0.1, 3.0, 0.0])).round(3)
RATES = [0.1, 0.1, 0.05, 0.05, 0.2, 0.01]


def sgd(w, momentum=0.0, nesterov=False):
    v = np.zeros_like(w)
    for g, rate in zip(GRADIENTS, RATES):
        v = momentum * v - rate * g
        w = w + (momentum * v - rate * g if nesterov else v)
        yield w


def adam(w, beta1=0.9, beta2=0.999, epsilon=1e-7, decay=0.0):
    m, s = np.zeros_like(w), np.zeros_like(w)
    for t, (g, rate) in enumerate(zip(GRADIENTS, RATES), 1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g * g
        m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
        w = w - rate * (m_hat / (np.sqrt(s_hat) + epsilon) + decay * w)
        yield w


def rmsprop(w, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False):
    n, mean, v = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    for g, rate in zip(GRADIENTS, RATES):
        n = rho * n + (1 - rho) * g * g
        mean = rho * mean + (1 - rho) * g if centered else mean
        v = momentum * v + rate * g / np.sqrt(n - mean**2 + epsilon)
        w = w - v
        yield w


CASES = [
    ({"use": "sgd"}, sgd(START)),
    ({"use": "sgd", "momentum": 0.9}, sgd(START, 0.9)),
    ({"use": "sgd", "momentum": 0.8, "nesterov": True}, sgd(START, 0.8, True)),
    ({"use": "adam"}, adam(START)),
    ({"use": "adam", "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3}, adam(START, 0.5, 0.9, 1e-3)),
    ({"use": "adamw"}, adam(START, decay=0.004)),
    ({"use": "adamw", "weightDecay": 0.3}, adam(START, decay=0.3)),
    ({"use": "rmsprop"}, rmsprop(START)),
    ({"use": "rmsprop", "rho": 0.5, "momentum": 0.7}, rmsprop(START, 0.5, 0.7)),
    ({"use": "rmsprop", "centered": True, "epsilon": 1e-4}, rmsprop(START, epsilon=1e-4, centered=True)),
]
golden = {
    "start": START.tolist(),
    "gradients": GRADIENTS.tolist(),
    "rates": RATES,
    "cases": [{"spec": spec, "weights": [w.tolist() for w in path]} for spec, path in CASES],
}
path = pathlib.Path(__file__).with_name("optimizers.json")
path.write_text(json.dumps(golden) + "\n")
