"""The wide grid of the essay on iris with scikit-learn, timed in one process.

Prints one JSON line: {"version": …, "jobs": {"1": [ms, …], "2": [ms, …]}}. Usage: iris_grid.py RUNS
"""

import json
import sys
import time

import numpy as np
import sklearn
from sklearn.datasets import load_iris
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC

runs = int(sys.argv[1])
grid = {"C": np.logspace(-2, 2, 10), "gamma": np.logspace(-3, 1, 10)}
times = {}
for jobs in (1, 2):
    times[jobs] = []
    for _ in range(runs):
        started = time.perf_counter()
        features, target = load_iris(return_X_y=True)
        search = GridSearchCV(SVC(), grid, cv=5, refit=False, n_jobs=jobs).fit(features, target)
        times[jobs].append((time.perf_counter() - started) * 1000)
        assert abs(search.cv_results_["mean_test_score"].max() - 0.98667) < 1e-5
print(json.dumps({"version": sklearn.__version__, "jobs": times}))
