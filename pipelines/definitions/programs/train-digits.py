"""Trains a linear classifier on scikit-learn's digits, epoch by epoch, and prints its accuracy on rows held out.

Knows nothing of tuning: parameters are arguments, reports and the score are lines of JSON."""
import argparse
import json

import numpy
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float, required=True)
parser.add_argument("--penalty", choices=["l2", "elasticnet"], default="l2")
parser.add_argument("--l1-ratio", type=float, default=0.15)
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

rows, target = load_digits(return_X_y=True)
# The same split in every trial, so that trials can be compared; the seed is for the order of the rows.
train, held_out, train_target, held_out_target = train_test_split(
    rows / 16, target, test_size=0.3, stratify=target, random_state=0
)
model = SGDClassifier(
    loss="log_loss",
    alpha=options.alpha,
    penalty=options.penalty,
    l1_ratio=options.l1_ratio,
    random_state=options.seed,
)
random = numpy.random.RandomState(options.seed)
for epoch in range(1, options.epochs + 1):
    order = random.permutation(len(train))
    model.partial_fit(train[order], train_target[order], classes=range(10))
    accuracy = model.score(held_out, held_out_target)
    # Flushed: Python holds lines back when nobody is at the terminal, and early stopping could not act on them.
    print(json.dumps({"step": epoch, "accuracy": accuracy}), flush=True)
print(json.dumps({"accuracy": accuracy}))
