"""Writes transformers.json: what scikit-learn gives for small random inputs to transformers.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-transformers.py"""
import json, os, warnings
import numpy as np, sklearn
from scipy.stats import norm
from sklearn import preprocessing as pre
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest, VarianceThreshold, f_classif, f_regression
from sklearn.feature_selection._mutual_info import _compute_mi_cc, _compute_mi_cd
from sklearn.impute import SimpleImputer

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)
out = {"scikit-learn": sklearn.__version__}


def plain(array):
    """Lists for JSON; missing values become null."""
    return [plain(a) for a in array] if np.ndim(array) else (None if np.isnan(array) else float(array))


# Columns: ordinary, skewed, constant, few different values (ties), tiny range, far from zero, with missing values.
def columns(n, gaps=True):
    table = np.column_stack([random.normal(3, 2, n), np.exp(random.normal(0, 1.5, n)), np.full(n, 0.1),
                             random.randint(0, 4, n), random.normal(0, 1e-6, n), random.normal(-500, 4, n),
                             random.normal(-5, 4, n)])
    if gaps:
        table[::4, 6] = np.nan
        table[3::5, 1] = np.nan
    return table


train, held_out = columns(41), columns(13)
out["columns"] = {"train": plain(train), "heldOut": plain(held_out), "cases": []}


def by_column(use, params, transformer):
    out["columns"]["cases"].append({"use": use, "params": params,
                                    "gives": plain(transformer.fit(train).transform(held_out))})


for center in (True, False):
    for scale in (True, False):
        by_column("robust-scaler", {"withCentering": center, "withScaling": scale},
                  pre.RobustScaler(with_centering=center, with_scaling=scale))
by_column("robust-scaler", {"lowQuantile": 0.1, "highQuantile": 0.95, "unitVariance": True},
          pre.RobustScaler(quantile_range=(10, 95), unit_variance=True))
by_column("max-abs-scaler", {}, pre.MaxAbsScaler())
for output in ("uniform", "normal"):
    for quantiles in (1000, 10):
        by_column("quantile-transformer", {"output": output, "quantiles": quantiles},
                  pre.QuantileTransformer(n_quantiles=quantiles, output_distribution=output))
# A constant column has no likeliest power: what is found there is noise.
varied = [0, 1, 3, 4, 5, 6]
out["power"] = {"train": plain(train[:, varied]), "heldOut": plain(held_out[:, varied]),
                "lambdas": plain(pre.PowerTransformer().fit(train[:, varied]).lambdas_),
                "cases": [{"standardize": standardize, "gives": plain(
                    pre.PowerTransformer(standardize=standardize).fit(train[:, varied]).transform(held_out[:, varied]))}
                    for standardize in (True, False)]}
full = columns(12, gaps=False)
full[3] = 0
out["rows"] = {"rows": plain(full), "cases": [{"norm": norm, "gives": plain(pre.Normalizer(norm=norm).transform(full))}
                                              for norm in ("l1", "l2", "max")]}
for strategy in ("mean", "median", "most_frequent", "constant"):
    for indicator in (False, True):
        imputer = SimpleImputer(strategy=strategy, add_indicator=indicator, fill_value=-7)
        by_column("imputer", {"strategy": strategy.replace("_", "-"), "indicator": indicator, "fillValue": -7}, imputer)

# Two categorical columns by index; names are not in order of index. Held-out rows have unknown categories.
colors, sizes = np.array(["red", "Blue", "green", "10", "9"]), np.array(["small", "big"])
coded = np.column_stack([random.randint(0, 4, 20), random.randint(0, 2, 20)]).astype(float)
coded[5, 0] = coded[9, 1] = np.nan
later = np.column_stack([random.randint(0, 5, 10), random.randint(0, 2, 10)]).astype(float)
later[3, 0], later[4, 0] = 4, np.nan


def words(codes):
    return np.array([[list[int(c)] if c == c else np.nan for c, list in zip(row, (colors, sizes))] for row in codes],
                    dtype=object)


out["encoded"] = {"train": plain(coded), "heldOut": plain(later), "colors": colors.tolist(), "sizes": sizes.tolist(),
                  "oneHot": []}
for drop in (None, "first", "if_binary"):
    encoder = pre.OneHotEncoder(drop=drop, handle_unknown="ignore", sparse_output=False).fit(words(coded))
    names = [n.replace("_nan", " is missing").replace("_", "=") for n in encoder.get_feature_names_out(["color", "size"])]
    out["encoded"]["oneHot"].append({"drop": (drop or "none").replace("_", "-"), "names": names,
                                     "gives": plain(encoder.transform(words(later)))})
ordinal = pre.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
out["encoded"]["ordinal"] = plain(ordinal.fit(words(coded)).transform(words(later)).astype(float))

# Tall, wide, and with columns of very different size (singular values over nine powers of ten).
out["pca"] = []
mix = random.normal(0, 1, (6, 6))
for rows, width, powers in ((30, 6, 0), (5, 6, 0), (40, 6, 9)):
    scales = 10.0 ** -np.linspace(0, powers, width)
    block = random.normal(0, 1, (rows, width)) * scales @ (mix if powers == 0 else np.eye(width)) + 3
    fresh = random.normal(0, 1, (4, width)) * scales @ (mix if powers == 0 else np.eye(width)) + 3
    for components in ("all", 2, 0.9):
        for whiten in (False, True):
            # Of five rows, centered, four directions have variance.
            kept = 4 if rows == 5 and components == "all" else None if components == "all" else components
            pca = PCA(kept, whiten=whiten, svd_solver="full").fit(block)
            out["pca"].append({"params": {"components": kept or "all", "whiten": whiten}, "train": plain(block),
                               "heldOut": plain(fresh), "gives": plain(pca.transform(fresh)),
                               "variances": plain(pca.explained_variance_)})

# Columns that tell much, little and nothing; one with ties, one constant. A class of one row among the classes.
out["selection"] = []
for rows, classes in ((60, 3), (25, 2)):
    labels = random.randint(0, classes, rows)
    labels[0] = classes
    numbers = random.normal(0, 1, rows)
    table = np.column_stack([random.normal(0, 1, rows) + labels, np.sin(3 * numbers) + random.normal(0, 0.1, rows),
                             random.normal(1e4, 1, rows), random.randint(0, 3, rows), np.full(rows, 2.0),
                             2 * numbers + random.normal(0, 1, rows)])
    # F does not depend on where a column is centered, but scikit-learn's sums lose digits far from zero.
    near = table - table.mean(axis=0)
    scaled, target = pre.scale(table, with_mean=False), pre.scale(numbers, with_mean=False)
    varied = [j for j in range(6) if j not in (3, 4)]  # Ties are decided by noise.
    kept = {str(k): np.flatnonzero(SelectKBest(f_classif, k=k).fit(near, labels).get_support()).tolist()
            for k in (1, 2, 3, 5)}
    out["selection"].append({
        "rows": plain(table), "classes": labels.tolist(), "numbers": plain(numbers),
        "fClasses": plain(f_classif(near, labels)[0]), "fNumbers": plain(f_regression(near, numbers)[0]),
        "varied": varied, "kept": kept,
        "informationOfClasses": [_compute_mi_cd(scaled[:, j], labels, 3) for j in varied],
        "informationOfNumbers": [_compute_mi_cc(scaled[:, j], target, 3) for j in varied]})

out["variance"] = [{"threshold": t, "kept": np.flatnonzero(VarianceThreshold(t).fit(train).get_support()).tolist()}
                   for t in (0, 1e-6, 1, 10)]

shares = [1e-300, 1e-20, 1e-12, 1e-7, 0.01, 0.07, 0.075, 0.3, 0.5, 0.6, 0.93, 0.999, 1 - 1e-10]
out["normalQuantiles"] = {"shares": shares, "gives": norm.ppf(shares).tolist()}

with open(os.path.join(here, "transformers.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
