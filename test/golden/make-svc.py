"""Writes svc.json: what scikit-learn's SVC answers on small problems. Run: /usr/bin/python3 make-svc.py (Debian 12,
python3-sklearn 1.2.1). Accuracies are counts of right answers a fold, so that they can be compared exactly."""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_iris, load_wine
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))


def binary():
    """Versicolor against virginica."""
    x, y = load_iris(return_X_y=True)
    return x[y > 0], y[y > 0] - 1


data = {"iris": load_iris(return_X_y=True), "wine": load_wine(return_X_y=True), "binary": binary()}
splits = {name: [held for _, held in StratifiedKFold(5).split(x, y)] for name, (x, y) in data.items()}


def model(params, scaled, **more):
    names = {"classWeight": "class_weight", "tolerance": "tol"}
    svc = SVC(**{names.get(key, key): value for key, value in params.items()}, **more)
    return make_pipeline(StandardScaler(), svc) if scaled else svc


def right_answers(name, scaled, params):
    """Right answers and solver iterations (one a pair of classes) of each fold."""
    x, y = data[name]
    right, rounds = [], []
    for held in splits[name]:
        train = np.setdiff1d(np.arange(len(y)), held)
        fitted = model(params, scaled).fit(x[train], y[train])
        right.append(int((fitted.predict(x[held]) == y[held]).sum()))
        rounds.append((fitted[-1] if scaled else fitted).n_iter_.tolist())
    return {"params": params, "right": right, "iterations": rounds}


def grid(title, name, scaled, **axes):
    points = [{}]
    for key, values in axes.items():
        points = [{**point, key: value} for point in points for value in values]
    return {"title": title, "data": name, "scaled": scaled, "rows": [right_answers(name, scaled, p) for p in points]}


wide = {"C": np.logspace(-2, 2, 10).tolist(), "gamma": np.logspace(-3, 1, 10).tolist()}
middle = {"C": [0.1, 1, 10], "gamma": [0.001, 0.01, 0.1, 1]}
grids = [
    grid("iris, narrow grid", "iris", False, C=[1, 10], gamma=[0.1, 1]),
    grid("iris, wide grid", "iris", False, **wide),
    grid("iris, gamma from the data", "iris", False, C=[0.1, 1, 10], gamma=["scale", "auto"]),
    grid("iris, linear", "iris", False, kernel=["linear"], C=[0.01, 0.1, 1, 10]),
    grid("iris, poly", "iris", False, kernel=["poly"], C=[0.1, 1], degree=[0, 1, 2, 3], coef0=[0, 1]),
    grid("iris, sigmoid", "iris", False, kernel=["sigmoid"], C=[0.1, 1], gamma=[0.001, 0.01], coef0=[0, 0.5]),
    grid("iris, balanced", "iris", False, C=[0.1, 1], gamma=[0.1], classWeight=["balanced"]),
    grid("wine", "wine", False, **middle),
    grid("wine, standardized", "wine", True, **middle),
    grid("versicolor or virginica", "binary", False, **middle),
]


def fitted(title, name, params, weighted=False):
    """Fitted on the even rows, asked about the odd ones; the solver is run to 1e-6."""
    x, y = data[name]
    weights = 0.25 + (np.arange(len(y)) * 7 % 5) * 0.5
    if weighted:
        weights[::11] = 0
    chosen = weights[::2].copy() if weighted else None
    svc = model({**params, "tolerance": 1e-6}, False, probability=True, random_state=0)
    svc.fit(x[::2], y[::2], sample_weight=chosen)
    asked = x[1::2]
    return {
        "title": title,
        "data": name,
        "params": params,
        **({"weights": weights.tolist()} if weighted else {}),
        "supportVectors": len(svc.support_),
        "values": svc.predict(asked).tolist(),
        "scores": np.round(svc.decision_function(asked), 6).ravel().tolist(),
        "probabilities": np.round(svc.predict_proba(asked), 3).ravel().tolist(),
    }


fits = [
    fitted("rbf", "iris", {"C": 1, "gamma": 0.5}),
    fitted("rbf, large C", "iris", {"C": 100, "gamma": 1}),
    fitted("rbf, gamma from the data", "wine", {"C": 1, "gamma": "scale"}),
    fitted("linear", "iris", {"kernel": "linear", "C": 1}),
    fitted("poly", "iris", {"kernel": "poly", "C": 1, "gamma": 0.1, "degree": 3, "coef0": 1}),
    fitted("sigmoid", "iris", {"kernel": "sigmoid", "C": 1, "gamma": 0.01, "coef0": 0}),
    fitted("two classes", "binary", {"C": 1, "gamma": 0.5}),
    fitted("two classes, weighted rows", "binary", {"C": 1, "gamma": 0.5}, True),
    fitted("weighted rows", "iris", {"C": 10, "gamma": 0.2}, True),
]


def large():
    """More rows than a kernel matrix is made for; the test makes the same ones."""
    i = np.arange(4400)
    a, b = (i * 0.6180339887498949) % 1, (i * 0.7548776662466927) % 1
    y = ((a + b + 0.3 * np.sin(7 * a) > 1) ^ (i % 97 == 0)).astype(int)
    x = np.column_stack([a, b])
    params = {"C": 10, "gamma": 5, "tolerance": 1e-5}
    svc = model(params, False).fit(x[:4200], y[:4200])
    scores = np.round(svc.decision_function(x[4200:]), 5).tolist()
    return {"params": params, "supportVectors": len(svc.support_), "scores": scores}


out = {
    "scikit-learn": sklearn.__version__,
    "data": {name: {"rows": x.tolist(), "target": y.tolist()} for name, (x, y) in data.items() if name != "binary"},
    "heldOut": {name: [held.tolist() for held in folds] for name, folds in splits.items()},
    "grids": grids,
    "fits": fits,
    "large": large(),
}
with open(os.path.join(here, "svc.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
