"""Writes regressors.json: ridge, lasso and elastic net of scikit-learn on small random problems.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-regressors.py"""
import json, os, warnings
import numpy as np, sklearn
from sklearn.linear_model import ElasticNet, Lasso, Ridge

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)
problems = []
# Rows, columns, weighted, spread of the columns' units (powers of 10).
for n, p, weighted, units in ((40, 4, False, 0), (40, 4, True, 0), (60, 6, True, 3), (12, 20, False, 0), (12, 20, True, 1)):
    X = random.normal(0, 1, (n, p)) @ (np.eye(p) + 0.4 * random.normal(0, 1, (p, p)))
    X = np.round((X + random.normal(0, 5, p)) * 10.0 ** np.linspace(-units, units, p), 6)
    y = np.round(X @ (random.normal(0, 2, p) * (random.uniform(0, 1, p) < 0.6) / X.std(0)) + random.normal(7, 1, n), 6)
    w = np.round(random.uniform(0, 2, n), 3) if weighted else None
    if weighted:
        w[3] = 0
    cases = []
    for intercept in (True, False):
        models = [("ridge", {"alpha": a}, Ridge(a, fit_intercept=intercept, solver="cholesky")) for a in (0.01, 1, 100)]
        exact = {"fit_intercept": intercept, "tol": 1e-12, "max_iter": 2000000}
        models += [("lasso", {"alpha": a}, Lasso(a, **exact)) for a in (0.01, 0.3)]
        models += [("elastic-net", {"alpha": a, "l1Ratio": r}, ElasticNet(alpha=a, l1_ratio=r, **exact))
                   for a, r in ((0.01, 0.5), (0.3, 0.8), (1, 0.1))]
        for use, params, model in models:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                model.fit(X, y, sample_weight=w)
            if caught:
                print(n, p, use, params, intercept, str(caught[0].message)[:90])
            cases.append({"use": use, "params": {**params, "fitIntercept": intercept},
                          "coefficients": model.coef_.tolist(), "intercept": float(model.intercept_)})
    problems.append({"rows": X.tolist(), "target": y.tolist(), "weights": None if w is None else w.tolist(), "cases": cases})
json.dump({"scikit-learn": sklearn.__version__, "problems": problems},
          open(os.path.join(here, "regressors.json"), "w"), separators=(",", ":"))
