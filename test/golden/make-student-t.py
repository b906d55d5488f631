"""Writes student-t.json: quantiles of Student's t distribution by SciPy (1.17.1).
Run with a Python that has SciPy: python3 make-student-t.py"""
import json, os
import scipy
from scipy.stats import t

here = os.path.dirname(os.path.abspath(__file__))
freedoms = [1, 2, 3, 4, 5, 7, 9, 10, 19, 29, 30, 99, 100, 499, 500, 1000, 100000]
shares = [0.001, 0.025, 0.05, 0.25, 0.5, 0.6, 0.9, 0.95, 0.975, 0.995, 0.999]
rows = [{"freedom": n, "share": p, "quantile": float(t.ppf(p, n))} for n in freedoms for p in shares]
with open(os.path.join(here, "student-t.json"), "w") as file:
    json.dump({"scipy": scipy.__version__, "rows": rows}, file, indent=0)
    file.write("\n")
