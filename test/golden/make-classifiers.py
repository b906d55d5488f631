"""Writes classifiers.json: nearest neighbors and naive Bayes of scikit-learn on small random problems.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-classifiers.py"""
import json, os
import numpy as np, sklearn
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(13)
out = {"scikit-learn": sklearn.__version__, "neighbors": [], "bayes": []}

for n, p, classes in ((40, 3, 2), (60, 5, 4), (50, 18, 3)):
    train, asked = np.round(random.normal(0, 1, (n, p)), 6), np.round(random.normal(0, 1, (12, p)), 6)
    labels, numbers = random.randint(0, classes, n), np.round(random.normal(5, 3, n), 6)
    labels[:classes] = range(classes)
    asked[:2] = train[5:7]  # At distance 0.
    train[8] = train[5]
    cases = []
    for k, weights, power in ((1, "uniform", 2), (4, "uniform", 2), (4, "distance", 2), (9, "distance", 1),
                              (15, "uniform", 1), (6, "distance", 3), (6, "uniform", 1.5)):
        if k == 1:
            asked_here = asked[2:]  # Which of two rows at the same distance is nearer is not defined.
        else:
            asked_here = asked
        classifier = KNeighborsClassifier(k, weights=weights, p=power, algorithm="kd_tree").fit(train, labels)
        regressor = KNeighborsRegressor(k, weights=weights, p=power, algorithm="kd_tree").fit(train, numbers)
        cases.append({"params": {"neighbors": k, "weights": weights, "p": power}, "asked": asked_here.tolist(),
                      "values": classifier.predict(asked_here).tolist(),
                      "probabilities": classifier.predict_proba(asked_here).tolist(),
                      "means": regressor.predict(asked_here).tolist()})
    out["neighbors"].append({"rows": train.tolist(), "labels": labels.tolist(), "numbers": numbers.tolist(), "cases": cases})

for n, p, classes, weighted in ((40, 3, 2, False), (60, 5, 4, True), (30, 40, 3, False), (30, 4, 2, True)):
    units = 10.0 ** np.linspace(-2, 2, p)
    labels = random.randint(0, classes, n)
    labels[:2 * classes] = list(range(classes)) * 2
    train = (random.normal(0, 1, (n, p)) + labels[:, None] * random.normal(0, 1, p) + 30) * units
    asked = (random.normal(0, 1.5, (8, p)) + 30) * units
    train, asked = np.round(train, 6), np.round(asked, 6)
    asked[0] *= 50  # Far from all classes.
    w = np.round(random.uniform(0.1, 2, n), 3) if weighted else None
    cases = []
    for smoothing in (1e-9, 1e-3, 0.5):
        model = GaussianNB(var_smoothing=smoothing).fit(train, labels, sample_weight=w)
        joint = model.predict_log_proba(asked)
        cases.append({"varSmoothing": smoothing, "values": model.predict(asked).tolist(),
                      "probabilities": model.predict_proba(asked).tolist(), "logs": joint.tolist()})
    out["bayes"].append({"rows": train.tolist(), "labels": labels.tolist(), "weights": None if w is None else w.tolist(),
                         "asked": asked.tolist(), "cases": cases})
json.dump(out, open(os.path.join(here, "classifiers.json"), "w"), separators=(",", ":"))
