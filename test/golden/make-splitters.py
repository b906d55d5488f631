"""Writes splitters.json: the folds of scikit-learn for random groups, classes and sizes.
Run with Debian's python3-sklearn (1.2.1, NumPy 1.24): /usr/bin/python3 make-splitters.py"""
import json, os, warnings
import numpy as np, sklearn
from sklearn.model_selection import GroupKFold, LeaveOneOut, PredefinedSplit, StratifiedGroupKFold, TimeSeriesSplit

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(11)
out = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}


def folds(splitter, n, target=None, groups=None):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(splitter.split(np.zeros(n), target, groups))


def tests(splitter, n, target=None, groups=None):
    return [test.tolist() for _, test in folds(splitter, n, target, groups)]


def fold_numbers(splitter, n, target=None, groups=None):
    numbers = np.full(n, -1)
    for fold, (_, test) in enumerate(folds(splitter, n, target, groups)):
        numbers[test] = fold
    return numbers.tolist()


# Few and many groups, of different and of mostly equal sizes; identifiers with holes, some negative.
out["groupKFold"] = []
for n, count, splits in ((12, 3, 3), (30, 8, 4), (90, 40, 5), (300, 100, 7), (200, 190, 3), (400, 150, 10)):
    groups = random.permutation(count * 3)[random.randint(0, count, n)] - count
    out["groupKFold"].append({"groups": groups.tolist(), "splits": splits, "heldOutIn": fold_numbers(GroupKFold(splits), n, None, groups)})
for size, count, splits in ((1, 50, 4), (3, 60, 7), (2, 150, 10)):
    groups = np.repeat(np.arange(count), size)
    out["groupKFold"].append({"groups": groups.tolist(), "splits": splits, "heldOutIn": fold_numbers(GroupKFold(splits), size * count, None, groups)})

# 9 and 12 classes reach NumPy's unrolled sums, one class its sums over one column.
out["stratifiedGroupKFold"] = []
for n, count, classes, splits in ((20, 6, 2, 3), (60, 20, 2, 5), (90, 30, 3, 4), (150, 40, 5, 9), (200, 50, 9, 4), (260, 40, 12, 10), (60, 25, 1, 9), (300, 300, 3, 5), (120, 12, 3, 5)):
    groups, target = random.randint(0, count, n), random.randint(0, classes, n)
    if n == 120:
        groups = np.arange(n) % 12
    out["stratifiedGroupKFold"].append({"groups": groups.tolist(), "target": target.tolist(), "splits": splits,
        "heldOutIn": fold_numbers(StratifiedGroupKFold(splits), n, target, groups)})

out["timeSeries"] = []
for n, splits, gap, size, most in ((6, 5, 0, None, None), (20, 4, 0, None, None), (23, 4, 2, None, None), (23, 3, 1, 4, None), (30, 5, 0, None, 6), (30, 5, 3, 2, 4), (11, 2, 0, 5, None)):
    splitter = TimeSeriesSplit(splits, gap=gap, test_size=size, max_train_size=most)
    params = {"splits": splits, "gap": gap, **({} if size is None else {"testSize": size}), **({} if most is None else {"maxTrainSize": most})}
    out["timeSeries"].append({"rows": n, "params": params,
        "folds": [{"train": train.tolist(), "test": test.tolist()} for train, test in folds(splitter, n)]})

out["leaveOneOut"] = [{"rows": n, "tests": tests(LeaveOneOut(), n)} for n in (2, 7)]

out["predefined"] = []
for n, high in ((9, 3), (20, 4), (15, 8)):
    numbers = random.randint(-1, high, n) * 2
    numbers[numbers < 0] = -1
    out["predefined"].append({"folds": numbers.tolist(), "tests": tests(PredefinedSplit(numbers), n)})

with open(os.path.join(here, "splitters.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
