"""Writes data-sets.json: what the data sets of scikit-learn hold, column by column, to compare the shipped files with.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-data-sets.py"""
import json, os
import numpy as np, sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine

here = os.path.dirname(os.path.abspath(__file__))
sets = {
    "iris": load_iris(), "wine": load_wine(), "breast-cancer": load_breast_cancer(), "digits": load_digits(),
    "diabetes": load_diabetes(scaled=False),
}
out = {"scikit-learn": sklearn.__version__}
for name, data in sets.items():
    X, y = data.data, data.target
    # The classes are numbered here in the order of scikit-learn, there by name: they are compared by their names.
    names = [str(c) for c in data.target_names] if "target_names" in data else None
    out[name] = {
        "rows": X.shape[0], "columns": X.shape[1],
        "means": X.mean(axis=0).tolist(), "spreads": X.std(axis=0).tolist(),
        # Depends on the order of the rows, and on which target belongs to which.
        "moments": (X * np.arange(1, len(X) + 1)[:, None]).mean(axis=0).tolist(),
        "first": X[0].tolist(), "last": X[-1].tolist(),
    }
    if names is None:
        out[name]["targets"] = y.tolist()
    else:
        out[name]["counts"] = {names[k]: int((y == k).sum()) for k in range(len(names))}
        out[name]["meansByClass"] = {names[k]: X[y == k].mean(axis=0).tolist() for k in range(len(names))}
with open(os.path.join(here, "data-sets.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
