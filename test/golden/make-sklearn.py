"""Writes sklearn.json: cross-validated scores of scikit-learn on the data sets of plugins/learning/data, one row per grid point.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-sklearn.py"""
import csv, json, os, sys, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, StratifiedKFold, KFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC
warnings.filterwarnings("ignore")
here = os.path.dirname(os.path.abspath(__file__))
def load(name):
    rows = list(csv.reader(open(os.path.join(here, "..", "..", "plugins", "learning", "data", name + ".csv"))))
    X = np.array([[float(v) for v in r[:-1]] for r in rows[1:]]); t = [r[-1] for r in rows[1:]]
    return X, (np.array([float(v) for v in t]) if name == "diabetes" else np.unique(t, return_inverse=True)[1])
scalers = {"none": "passthrough", "standard-scaler": StandardScaler(), "min-max-scaler": MinMaxScaler()}
wide = {"C": np.logspace(-2, 2, 10), "gamma": np.logspace(-3, 1, 10)}
cases = [("svc rbf, narrow grid of the seed", "iris", "none", SVC(), {"C": [1, 10], "gamma": [0.1, 1]}, "accuracy", "stratified-k-fold"),
         ("svc rbf, wide grid of the seed", "iris", "none", SVC(), wide, "accuracy", "stratified-k-fold")]
for s in scalers:
    cases += [("svc rbf", "wine", s, SVC(), {"C": [0.1, 1, 10], "gamma": [0.001, 0.01, 0.1, 1]}, "accuracy", "stratified-k-fold"),
              ("logistic regression, l2, converged", "wine", s, LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=2000), {"C": [0.01, 0.1, 1, 10]}, "accuracy", "stratified-k-fold"),
              ("k nearest neighbours", "wine", s, KNeighborsClassifier(), {"n_neighbors": [1, 5, 15], "weights": ["uniform", "distance"]}, "accuracy", "stratified-k-fold"),
              ("ridge", "diabetes", s, Ridge(), {"alpha": [0.01, 1, 100]}, "r2", "k-fold")]
out = {"scikit-learn": sklearn.__version__, "folds": "5, unshuffled", "cases": []}
for title, data, scaler, model, grid, metric, folds in cases:
    X, y = load(data)
    cv = StratifiedKFold(5) if folds == "stratified-k-fold" else KFold(5)
    s = GridSearchCV(Pipeline([("s", scalers[scaler]), ("m", model)]), {"m__" + k: list(v) for k, v in grid.items()}, cv=cv, scoring=metric).fit(X, y)
    rows = [{"params": {k[3:]: (v if isinstance(v, str) else float(v)) for k, v in p.items()}, "folds": [float(s.cv_results_[f"split{i}_test_score"][j]) for i in range(5)], "mean": float(s.cv_results_["mean_test_score"][j])} for j, p in enumerate(s.cv_results_["params"])]
    out["cases"].append({"title": title, "data": data, "scaler": scaler, "metric": metric, "folds": folds, "best": float(s.best_score_), "rows": rows})
    print(title, data, scaler, round(s.best_score_, 4))
json.dump(out, open(os.path.join(here, "sklearn.json"), "w"), indent=1)
