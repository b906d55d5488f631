"""Writes learning.json: what scikit-learn gives for small random inputs to scalers, splitters, metrics and logistic
regression. Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-learning.py"""
import json, os, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.preprocessing import MinMaxScaler, StandardScaler

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(7)
out = {"scikit-learn": sklearn.__version__}


def plain(array):
    """Lists for JSON; missing values become null."""
    return [plain(a) for a in array] if np.ndim(array) else (None if np.isnan(array) else float(array))


# Columns: ordinary, large offset, constant, nearly constant (rounding noise), tiny range, with missing values.
def columns(n):
    table = np.column_stack([random.normal(3, 2, n), random.normal(1e6, 1, n), np.full(n, 0.1), np.full(n, 1e8),
                             random.normal(0, 1e-12, n), random.normal(-5, 4, n)])
    table[::2, 3] += 1e-8
    table[::4, 5] = np.nan
    return table


train, held_out = columns(23), columns(5)
out["scalers"] = {"train": plain(train), "heldOut": plain(held_out), "cases": []}
scalers = [("standard-scaler", {"withMean": m, "withStd": s}, StandardScaler(with_mean=m, with_std=s))
           for m in (True, False) for s in (True, False)]
scalers += [("min-max-scaler", {"low": a, "high": b, "clip": c}, MinMaxScaler((a, b), clip=c))
            for a, b in ((0, 1), (-2, 3)) for c in (False, True)]
for use, params, scaler in scalers:
    gives = plain(scaler.fit(train).transform(held_out))
    out["scalers"]["cases"].append({"use": use, "params": params, "gives": gives})

out["splitters"] = []
for n, splits, classes in ((10, 5, 2), (11, 3, 3), (23, 4, 3), (30, 7, 4), (12, 5, 5), (40, 10, 6)):
    target = random.randint(0, classes, n)
    target[: splits + 1] = 1  # One class with enough rows.
    for use, splitter in (("k-fold", KFold(splits)), ("stratified-k-fold", StratifiedKFold(splits))):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tests = [test.tolist() for _, test in splitter.split(np.zeros(n), target)]
        out["splitters"].append({"use": use, "splits": splits, "target": target.tolist(), "tests": tests})

out["metrics"] = []
for classes, weighted in ((2, False), (3, False), (3, True), (5, True)):
    n = 17
    truth, guess = random.randint(0, classes, n), random.randint(0, classes, n)
    probabilities = random.dirichlet(np.full(classes, 0.1), n)
    probabilities[0] = np.eye(classes)[(truth[0] + 1) % classes]  # Certain and wrong.
    probabilities[1] = np.eye(classes)[truth[1]]  # Certain and right.
    weights = random.uniform(0, 2, n) if weighted else None
    out["metrics"].append({
        "classes": classes, "truth": truth.tolist(), "values": guess.tolist(), "probabilities": plain(probabilities),
        "weights": plain(weights) if weighted else None,
        "accuracy": accuracy_score(truth, guess, sample_weight=weights),
        "logLoss": log_loss(truth, probabilities, sample_weight=weights, labels=np.arange(classes))})

out["logistic"] = []
for classes, weighted, scale in ((2, False, 1), (2, True, 1), (3, False, 1), (3, True, 20), (4, False, 1)):
    n, d = 60, 4
    X = random.normal(0, 1, (n, d)) * np.array([1, scale, 1, 1 / scale]) + np.array([0, 3 * scale, 0, 1])
    scores = (X - X.mean(0)) / X.std(0) @ random.normal(0, 1.2, (d, classes)) + random.gumbel(0, 1.5, (n, classes))
    y = scores.argmax(1)
    weights = random.randint(0, 4, n).astype(float) if weighted else None
    problem = {"rows": plain(X), "target": y.tolist(), "weights": plain(weights) if weighted else None, "cases": []}
    cases = [("l2", C, 0.5, b) for C in (0.01, 1, 100) for b in (True, False)] + [("none", 1, 0.5, True)]
    cases += [("l1", C, 0.5, b) for C in (0.1, 2) for b in (True, False)] + [("elastic-net", 0.5, r, True) for r in (0.2, 0.7)]
    for penalty, C, ratio, intercept in cases:
        smooth = penalty in ("l2", "none")
        # saga converges within reach on scaled columns only.
        if not smooth and scale != 1:
            continue
        model = LogisticRegression(
            penalty={"elastic-net": "elasticnet", "none": None}.get(penalty, penalty), C=C, fit_intercept=intercept,
            solver="newton-cg" if smooth else "saga", l1_ratio=ratio if penalty == "elastic-net" else None,
            tol=1e-12 if smooth else 1e-8, max_iter=1000 if smooth else 20000, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(X, y, sample_weight=weights)
        problem["cases"].append({
            "params": {"penalty": penalty, "C": C, "l1Ratio": ratio, "fitIntercept": intercept},
            "coefficients": plain(model.coef_), "intercepts": plain(model.intercept_),
            "probabilities": plain(model.predict_proba(X[:6]))})
    out["logistic"].append(problem)

# Rare classes; numbers of their own, so that those above stay as they are. All weights are above 0: scikit-learn counts
# rows without weight too when it balances.
own = np.random.RandomState(8)
for classes, weighted in ((2, False), (2, True), (3, True)):
    n, d = 60, 3
    X = own.normal(0, 1, (n, d))
    y = np.repeat(np.arange(classes), [46, 14] if classes == 2 else [40, 14, 6])
    X[:, 0] += 1.5 * y
    X[:, 1] -= y * (classes - 1 - y)
    weights = own.randint(1, 4, n).astype(float) if weighted else None
    problem = {"rows": plain(X), "target": y.tolist(), "weights": plain(weights) if weighted else None, "cases": []}
    for penalty, C in (("l2", 0.1), ("l2", 10), ("none", 1), ("l1", 0.5)):
        smooth = penalty != "l1"
        model = LogisticRegression(
            penalty={"none": None}.get(penalty, penalty), C=C, class_weight="balanced",
            solver="newton-cg" if smooth else "saga", tol=1e-12 if smooth else 1e-8,
            max_iter=1000 if smooth else 20000, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(X, y, sample_weight=weights)
        # With weights as unlike as these saga may swing for ever, far from the minimum.
        if not smooth and model.n_iter_.max() >= model.max_iter:
            continue
        problem["cases"].append({
            "params": {"penalty": penalty, "C": C, "l1Ratio": 0.5, "fitIntercept": True, "classWeight": "balanced"},
            "coefficients": plain(model.coef_), "intercepts": plain(model.intercept_),
            "probabilities": plain(model.predict_proba(X[:6]))})
    out["logistic"].append(problem)

with open(os.path.join(here, "learning.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
