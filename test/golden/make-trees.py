"""Writes trees.json: what scikit-learn's trees predict, and how well its forests do. Run: /usr/bin/python3 make-trees.py
(Debian 12, python3-sklearn 1.2.1).

Of equally good splits scikit-learn takes one at random. So the problems for single trees have continuous columns and
limits that keep nodes large, and it is checked that no seed changes a prediction. Columns are rounded to single
precision, which is what scikit-learn's trees see."""
import json
import os

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(5)
count = 400
rows = random.normal(size=(count, 5)).astype(np.float32).astype(float)
signal = rows[:, 0] + 0.8 * rows[:, 1] * rows[:, 2] + 0.3 * random.normal(size=count)
labels = np.digitize(signal, [-0.8, 0.9])
numbers = np.round(signal * 3 + 10, 6)
weights = np.round(0.1 + 2 * random.random_sample(count), 6)
weights[::16] = 0
names = {"maxDepth": "max_depth", "minSamplesSplit": "min_samples_split", "minSamplesLeaf": "min_samples_leaf",
         "minImpurityDecrease": "min_impurity_decrease", "classWeight": "class_weight", "maxFeatures": "max_features"}


def settings(params):
    found = {names.get(key, key): value for key, value in params.items()}
    if "criterion" in found:
        found["criterion"] = found["criterion"].replace("-", "_")
    return found


def single(task, params, weighted=False):
    """Fitted on the even rows, asked about the odd ones. Rows of weight 0 are left out, for "balanced" would count them."""
    kind = DecisionTreeClassifier if task == "classification" else DecisionTreeRegressor
    target = labels if task == "classification" else numbers
    used = [row for row in range(0, count, 2) if weights[row] > 0 or not weighted]
    chosen = weights[used] if weighted else None
    answers, nodes = [], 0
    for seed in range(25):
        tree = kind(**settings(params), random_state=seed).fit(rows[used], target[used], sample_weight=chosen)
        nodes = tree.tree_.node_count
        ask = tree.predict_proba if task == "classification" else tree.predict
        answers.append(np.round(ask(rows[1::2]), 9))
    assert all(np.array_equal(answers[0], other) for other in answers), (task, params, "has ties")
    return {"task": task, "params": params, "weighted": weighted, "nodes": nodes, "answers": answers[0].ravel().tolist()}


singles = [
    single("classification", {"maxDepth": 4}),
    single("classification", {"maxDepth": 3, "minSamplesLeaf": 8, "criterion": "entropy"}),
    single("classification", {"minSamplesLeaf": 20}),
    single("classification", {"minSamplesSplit": 40}),
    single("classification", {"minSamplesSplit": 40, "criterion": "entropy"}),
    single("classification", {"minImpurityDecrease": 0.02}),
    single("classification", {"minImpurityDecrease": 0.04, "criterion": "entropy"}),
    single("classification", {"maxDepth": 3, "classWeight": "balanced"}),
    single("classification", {"minSamplesLeaf": 20, "classWeight": "balanced"}, True),
    single("classification", {"minSamplesLeaf": 5}, True),
    single("classification", {"minSamplesLeaf": 12, "criterion": "entropy"}, True),
    single("classification", {"minImpurityDecrease": 0.03}, True),
    single("regression", {"maxDepth": 3}),
    single("regression", {"minSamplesLeaf": 5}),
    single("regression", {"minImpurityDecrease": 0.2}),
    single("regression", {"minSamplesLeaf": 5}, True),
    single("regression", {"minSamplesSplit": 20}, True),
    single("regression", {"minImpurityDecrease": 0.5}, True),
]


def forest(title, load, task, params):
    """Mean accuracy or R² over five folds, row i held out in fold i mod 5, and over five seeds."""
    x, y = load(return_X_y=True)
    kind = RandomForestClassifier if task == "classification" else RandomForestRegressor
    scores = []
    for seed in range(5):
        for fold in range(5):
            held = np.arange(len(y)) % 5 == fold
            model = kind(**settings(params), random_state=seed, n_jobs=2).fit(x[~held], y[~held])
            scores.append(model.score(x[held], y[held]))
    return {"title": title, "task": task, "params": params, "score": round(float(np.mean(scores)), 5)}


forests = [
    forest("digits", load_digits, "classification", {}),
    forest("breast-cancer", load_breast_cancer, "classification", {}),
    forest("wine", load_wine, "classification", {}),
    forest("breast-cancer", load_breast_cancer, "classification",
           {"maxDepth": 3, "maxFeatures": "log2", "criterion": "entropy"}),
    forest("wine", load_wine, "classification", {"minSamplesLeaf": 10, "maxFeatures": 0.5}),
    forest("diabetes", load_diabetes, "regression", {}),
    forest("diabetes", load_diabetes, "regression", {"minSamplesLeaf": 5, "maxFeatures": 0.34}),
]

out = {"scikit-learn": sklearn.__version__, "rows": rows.tolist(), "labels": labels.tolist(), "numbers": numbers.tolist(),
       "weights": weights.tolist(), "singles": singles, "forests": forests}
with open(os.path.join(here, "trees.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"))
    file.write("\n")
