"""Writes metrics.json: the scores of scikit-learn for random predictions, with and without weights.
Run with Debian's python3-sklearn (1.2.1): /usr/bin/python3 make-metrics.py"""
import json, os, warnings
import numpy as np, sklearn
from sklearn.metrics import (average_precision_score, balanced_accuracy_score, brier_score_loss, f1_score,
                             matthews_corrcoef, mean_absolute_error, mean_absolute_percentage_error,
                             mean_squared_error, precision_score, r2_score, recall_score, roc_auc_score)
from sklearn.preprocessing import label_binarize

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(5)
out = {"scikit-learn": sklearn.__version__, "classification": [], "regression": []}
ratios = {"precision": precision_score, "recall": recall_score, "f1": f1_score}


def classification(classes, truth, values, weights):
    """Classes 0, 1, … are called A, B, … in the tests. Probabilities are tenths, so that many are equal."""
    n = len(truth)
    tenths = random.multinomial(10, np.full(classes, 1 / classes), n)
    tenths[np.arange(n), truth] += 2
    probabilities = tenths / 12
    case = {"classes": classes, "truth": truth.tolist(), "values": values.tolist(), "probabilities": probabilities.tolist(),
            "weights": None if weights is None else weights.tolist(), "scores": []}

    def add(use, params, score):
        case["scores"].append({"use": use, "params": params, "score": float(score)})

    given = {"sample_weight": weights}
    for use, score in ratios.items():
        for zero in (0, 1):
            for average in ("macro", "weighted", "micro"):
                add(use, {"average": average, "zeroDivision": zero},
                    score(truth, values, average=average, zero_division=zero, **given))
            if classes == 2:
                for k in (0, 1):
                    add(use, {"average": "binary", "positive": "AB"[k], "zeroDivision": zero},
                        score(truth, values, pos_label=k, average="binary", zero_division=zero, **given))
    add("balanced-accuracy", {}, balanced_accuracy_score(truth, values, **given))
    add("mcc", {"zeroDivision": 0}, matthews_corrcoef(truth, values, **given))
    one_hot = np.eye(classes)[truth]
    if len(np.unique(truth)) < classes:
        return case
    if classes == 2:
        p = probabilities[:, 1]
        add("brier", {}, brier_score_loss(truth, p, **given))
        for k in (0, 1):
            add("roc-auc", {"average": "macro", "positive": "AB"[k]}, roc_auc_score(truth == k, probabilities[:, k], **given))
            add("average-precision", {"average": "macro", "positive": "AB"[k]},
                average_precision_score(truth == k, probabilities[:, k], **given))
        add("roc-auc", {"average": "macro"}, roc_auc_score(truth, p, **given))
        add("average-precision", {"average": "macro"}, average_precision_score(truth, p, **given))
        return case
    # scikit-learn 1.2 has no Brier score for more classes: Brier's own sum.
    add("brier", {}, np.average(((probabilities - one_hot) ** 2).sum(1), weights=weights))
    for average in ("macro", "weighted"):
        add("roc-auc", {"average": average}, roc_auc_score(truth, probabilities, multi_class="ovr", average=average, **given))
        add("average-precision", {"average": average},
            average_precision_score(label_binarize(truth, classes=np.arange(classes)), probabilities, average=average, **given))
    add("roc-auc", {"average": "macro", "positive": "B"}, roc_auc_score(truth == 1, probabilities[:, 1], **given))
    return case


for classes in (2, 3, 5):
    for weighted in (False, True):
        n = 45
        weights = random.uniform(0.1, 3, n) if weighted else None
        truth = random.randint(0, classes, n)
        values = np.where(random.uniform(size=n) < 0.5, truth, random.randint(0, classes, n))
        out["classification"].append(classification(classes, truth, values, weights))
        # The last class is never predicted; the first never true but predicted.
        out["classification"].append(classification(classes, truth, np.minimum(values, classes - 2), weights))
        out["classification"].append(classification(classes, np.maximum(truth, 1), values, weights))

for weighted in (False, True):
    for scale, offset in ((1, 0), (1e3, 1e6), (1e-4, 5)):
        n = 30
        truth = offset + scale * random.normal(0, 1, n)
        values = truth + scale * random.normal(0.2, 0.5, n)
        weights = random.uniform(0.1, 3, n) if weighted else None
        given = {"sample_weight": weights}
        scores = {"mse": mean_squared_error(truth, values, **given), "rmse": mean_squared_error(truth, values, squared=False, **given),
                  "mae": mean_absolute_error(truth, values, **given), "r2": r2_score(truth, values, **given),
                  "mape": mean_absolute_percentage_error(truth, values, **given)}
        out["regression"].append({"truth": truth.tolist(), "values": values.tolist(),
                                  "weights": None if weights is None else weights.tolist(), "scores": scores})

with open(os.path.join(here, "metrics.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
