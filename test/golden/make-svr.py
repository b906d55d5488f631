"""Writes svr.json: what scikit-learn's SVR predicts on small problems. Run: /usr/bin/python3 make-svr.py (Debian 12,
python3-sklearn 1.2.1). Fitted on the even rows, asked about the odd ones; the solver is run to 1e-6."""
import json
import os

import numpy as np
import sklearn
from sklearn.svm import SVR

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)
rows = random.normal(size=(120, 4)) * [1, 2, 0.5, 1] + [0, 1, 0, -1]
target = np.sin(2 * rows[:, 0]) + 0.3 * rows[:, 1] * rows[:, 3] + 0.2 * random.normal(size=120) + 5
weights = 0.25 + (np.arange(120) * 7 % 5) * 0.5
weights[::12] = 0


def fitted(title, params, weighted=False):
    svr = SVR(**params, tol=1e-6)
    svr.fit(rows[::2], target[::2], sample_weight=weights[::2].copy() if weighted else None)
    return {"title": title, "params": params, "weighted": weighted, "supportVectors": len(svr.support_),
            "values": np.round(svr.predict(rows[1::2]), 6).tolist()}


cases = [
    fitted("defaults", {}),
    fitted("rbf", {"C": 10, "gamma": 0.5, "epsilon": 0.05}),
    fitted("rbf, large C", {"C": 1000, "gamma": 0.3, "epsilon": 0.01}),
    fitted("rbf, no tube", {"C": 1, "gamma": "auto", "epsilon": 0}),
    fitted("rbf, a wide tube", {"C": 1, "gamma": 0.5, "epsilon": 2}),
    fitted("rbf, a tube around everything", {"C": 1, "gamma": 0.5, "epsilon": 100}),
    fitted("linear", {"kernel": "linear", "C": 1}),
    fitted("poly", {"kernel": "poly", "C": 0.5, "gamma": 0.1, "degree": 3, "coef0": 1}),
    fitted("poly, gamma from the data", {"kernel": "poly", "C": 1, "degree": 2}),
    fitted("sigmoid", {"kernel": "sigmoid", "C": 1, "gamma": 0.01, "coef0": 0.5}),
    fitted("weighted rows", {"C": 10, "gamma": 0.2}, True),
    fitted("weighted rows, linear", {"kernel": "linear", "C": 0.1}, True),
]


def large():
    """More rows than a kernel matrix is made for; the test makes the same ones."""
    i = np.arange(4250)
    a, b = (i * 0.6180339887498949) % 1, (i * 0.7548776662466927) % 1
    params = {"C": 1, "gamma": 5, "epsilon": 0.05}
    svr = SVR(**params, tol=1e-5).fit(np.column_stack([a, b])[:4200], np.sin(7 * a[:4200]) * b[:4200])
    values = np.round(svr.predict(np.column_stack([a, b])[4200:]), 6).tolist()
    return {"params": {**params, "tolerance": 1e-5}, "values": values}


out = {"scikit-learn": sklearn.__version__, "rows": rows.tolist(), "target": target.tolist(),
       "weights": weights.tolist(), "cases": cases, "large": large()}
with open(os.path.join(here, "svr.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
