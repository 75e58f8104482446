"""Writes metrics.json: scikit-learn's metrics on random cases with ties. Run: python3 metrics.py"""
import json
import os
import warnings

import numpy as np
from sklearn import metrics as m

warnings.simplefilter("ignore")
random = np.random.default_rng(11)
cases = []


def floats(values):
    return [float(v) for v in np.asarray(values, dtype=np.float32).ravel()]


def multiclass(rows, classes, steps, present):
    scores = np.round(random.random((rows, classes)) * steps) / steps + 1e-3
    scores = (scores / scores.sum(1, keepdims=True)).astype(np.float32)
    labels = random.integers(0, present, rows)
    labels[:present] = np.arange(present)
    predicted = scores.argmax(1)
    case = {
        "kind": "classes", "outputs": floats(scores), "labels": [int(v) for v in labels], "size": classes,
        "accuracy": m.accuracy_score(labels, predicted),
        "macro precision": m.precision_score(labels, predicted, average="macro"),
        "macro recall": m.recall_score(labels, predicted, average="macro"),
        "macro F1": m.f1_score(labels, predicted, average="macro"),
        "micro F1": m.f1_score(labels, predicted, average="micro"),
        "confusion": m.confusion_matrix(labels, predicted, labels=range(classes)).ravel().tolist(),
        "precisions": m.precision_score(labels, predicted, average=None, labels=range(classes)).tolist(),
        "recalls": m.recall_score(labels, predicted, average=None, labels=range(classes)).tolist(),
        "F1s": m.f1_score(labels, predicted, average=None, labels=range(classes)).tolist(),
        "log-loss": m.log_loss(labels, scores, labels=range(classes)),
        "top-2 accuracy": m.top_k_accuracy_score(labels, scores, k=2, labels=range(classes)),
        "top-3 accuracy": m.top_k_accuracy_score(labels, scores, k=min(3, classes), labels=range(classes)),
    }
    if present == classes:
        one_hot = np.eye(classes)[labels]
        case["ROC AUC"] = m.roc_auc_score(one_hot, scores, average="macro")
    cases.append(case)


def binary(rows, steps):
    scores = (np.round(random.random(rows) * steps) / steps).astype(np.float32)
    labels = (random.random(rows) < 0.4).astype(int)
    labels[:2] = (0, 1)
    predicted = (scores >= 0.5).astype(int)
    cases.append({
        "kind": "binary", "outputs": floats(scores), "labels": [int(v) for v in labels],
        "accuracy": m.accuracy_score(labels, predicted), "precision": m.precision_score(labels, predicted),
        "recall": m.recall_score(labels, predicted), "F1": m.f1_score(labels, predicted),
        "log-loss": m.log_loss(labels, scores), "ROC AUC": m.roc_auc_score(labels, scores),
    })


def regression(rows, size, constant=False):
    targets = np.round(random.normal(size=(rows, size)), 1).astype(np.float32)
    outputs = (targets + random.normal(size=(rows, size)) * 0.3).astype(np.float32)
    if constant:
        targets[:, 0] = 2
    t, y = targets.astype(float), outputs.astype(float)
    cases.append({
        "kind": "regression", "outputs": floats(outputs), "targets": floats(targets), "size": size,
        "MSE": m.mean_squared_error(t, y), "RMSE": m.mean_squared_error(t, y, squared=False),
        "MAE": m.mean_absolute_error(t, y), "R²": m.r2_score(t, y),
    })


for rows, classes, steps, present in ((40, 3, 4, 3), (60, 5, 3, 5), (25, 4, 2, 3), (200, 10, 5, 10)):
    multiclass(rows, classes, steps, present)
for rows, steps in ((30, 5), (50, 20), (101, 3)):
    binary(rows, steps)
regression(40, 1)
regression(33, 3)
regression(20, 2, constant=True)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
