"""Writes metrics.json: scikit-learn's metrics on random cases with ties. Run: python3 metrics.py"""
import json
import os
import warnings

import numpy as np
from sklearn import metrics as m
from sklearn.utils.class_weight import compute_class_weight

warnings.simplefilter("ignore")
random = np.random.default_rng(11)
cases = []


def floats(values):
    return [float(v) for v in np.asarray(values, dtype=np.float32).ravel()]


def averages(labels, predicted, weights=None):
    found = {}
    for average in ("macro", "micro", "weighted"):
        for name, score in (("precision", m.precision_score), ("recall", m.recall_score), ("F1", m.f1_score)):
            found[f"{average} {name}"] = score(labels, predicted, average=average, sample_weight=weights)
    return found


def each(truth, predicted, weights=None, **more):
    return {
        "precisions": m.precision_score(truth, predicted, average=None, sample_weight=weights, **more).tolist(),
        "recalls": m.recall_score(truth, predicted, average=None, sample_weight=weights, **more).tolist(),
        "F1s": m.f1_score(truth, predicted, average=None, sample_weight=weights, **more).tolist(),
    }


def multiclass(rows, classes, steps, present):
    scores = np.round(random.random((rows, classes)) * steps) / steps + 1e-3
    scores = (scores / scores.sum(1, keepdims=True)).astype(np.float32)
    labels = random.integers(0, present, rows)
    labels[:present] = np.arange(present)
    predicted = scores.argmax(1)
    case = {
        "kind": "classes", "outputs": floats(scores), "labels": [int(v) for v in labels], "size": classes,
        "accuracy": m.accuracy_score(labels, predicted),
        "exact match": m.accuracy_score(labels, predicted),
        **averages(labels, predicted),
        "confusion": m.confusion_matrix(labels, predicted, labels=range(classes)).ravel().tolist(),
        **each(labels, predicted, labels=range(classes)),
        "log-loss": m.log_loss(labels, scores, labels=range(classes)),
        "top-2 accuracy": m.top_k_accuracy_score(labels, scores, k=2, labels=range(classes)),
        "top-3 accuracy": m.top_k_accuracy_score(labels, scores, k=min(3, classes), labels=range(classes)),
    }
    if present == classes:
        one_hot = np.eye(classes)[labels]
        case["ROC AUC"] = m.roc_auc_score(one_hot, scores, average="macro")
        case["average precision"] = m.average_precision_score(one_hot, scores, average="macro")
        case["balanced"] = compute_class_weight("balanced", classes=np.arange(classes), y=labels).tolist()
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
        "average precision": m.average_precision_score(labels, scores),
        "balanced": compute_class_weight("balanced", classes=np.arange(2), y=labels).tolist(),
        "F1 at 0.3": m.f1_score(labels, scores >= np.float32(0.3)),
    })


def multilabel(rows, size, steps, weighted=False):
    scores = (np.round(random.random((rows, size)) * steps) / steps).astype(np.float32)
    labels = (random.random((rows, size)) < np.linspace(0.2, 0.7, size)).astype(int)
    labels[0], labels[1] = 0, 1
    predicted = (scores >= 0.5).astype(int)
    weights = np.round(random.random(rows) * 3, 1).astype(np.float32) if weighted else None
    cases.append({
        "kind": "labels", "outputs": floats(scores), "targets": floats(labels), "size": size,
        **({"weights": floats(weights)} if weighted else {}),
        "accuracy": float(np.average((labels == predicted).mean(1), weights=weights)),
        "exact match": m.accuracy_score(labels, predicted, sample_weight=weights),
        **averages(labels, predicted, weights), **each(labels, predicted, weights),
        "log-loss": float(np.mean([m.log_loss(labels[:, i], scores[:, i], sample_weight=weights) for i in range(size)])),
        "ROC AUC": m.roc_auc_score(labels, scores, average="macro", sample_weight=weights),
        "average precision": m.average_precision_score(labels, scores, average="macro", sample_weight=weights),
    })


def weighted(rows, classes):
    scores = random.random((rows, classes)) + 1e-3
    scores = (scores / scores.sum(1, keepdims=True)).astype(np.float32)
    labels = random.integers(0, classes, rows)
    weights = np.round(random.random(rows) * 3, 1).astype(np.float32)
    predicted, one_hot = scores.argmax(1), np.eye(classes)[labels]
    cases.append({
        "kind": "classes", "outputs": floats(scores), "labels": [int(v) for v in labels], "size": classes, "weights": floats(weights),
        "accuracy": m.accuracy_score(labels, predicted, sample_weight=weights),
        **averages(labels, predicted, weights), **each(labels, predicted, weights, labels=range(classes)),
        "confusion": m.confusion_matrix(labels, predicted, labels=range(classes)).ravel().tolist(),
        "log-loss": m.log_loss(labels, scores, labels=range(classes), sample_weight=weights),
        "top-2 accuracy": m.top_k_accuracy_score(labels, scores, k=2, labels=range(classes), sample_weight=weights),
        "ROC AUC": m.roc_auc_score(one_hot, scores, average="macro", sample_weight=weights),
        "average precision": m.average_precision_score(one_hot, scores, average="macro", sample_weight=weights),
    })


def weighted_binary(rows):
    scores = (np.round(random.random(rows) * 9) / 9).astype(np.float32)
    labels = (random.random(rows) < 0.3).astype(int)
    weights = np.round(random.random(rows) * 3, 1).astype(np.float32)
    predicted = (scores >= 0.5).astype(int)
    cases.append({
        "kind": "binary", "outputs": floats(scores), "labels": [int(v) for v in labels], "weights": floats(weights),
        "accuracy": m.accuracy_score(labels, predicted, sample_weight=weights), "precision": m.precision_score(labels, predicted, sample_weight=weights),
        "recall": m.recall_score(labels, predicted, sample_weight=weights), "F1": m.f1_score(labels, predicted, sample_weight=weights),
        "log-loss": m.log_loss(labels, scores, sample_weight=weights), "ROC AUC": m.roc_auc_score(labels, scores, sample_weight=weights),
        "average precision": m.average_precision_score(labels, scores, sample_weight=weights),
    })


def regression(rows, size, constant=False, weighted=False):
    targets = np.round(random.normal(size=(rows, size)), 1).astype(np.float32)
    outputs = (targets + random.normal(size=(rows, size)) * 0.3).astype(np.float32)
    if constant:
        targets[:, 0] = 2
    t, y = targets.astype(float), outputs.astype(float)
    w = np.round(random.random(rows) * 3, 1).astype(np.float32) if weighted else None
    cases.append({
        "kind": "regression", "outputs": floats(outputs), "targets": floats(targets), "size": size,
        **({"weights": floats(w)} if weighted else {}),
        "MSE": m.mean_squared_error(t, y, sample_weight=w), "RMSE": m.mean_squared_error(t, y, squared=False, sample_weight=w),
        "MAE": m.mean_absolute_error(t, y, sample_weight=w), "R²": m.r2_score(t, y, sample_weight=w),
    })


for rows, classes, steps, present in ((40, 3, 4, 3), (60, 5, 3, 5), (25, 4, 2, 3), (200, 10, 5, 10)):
    multiclass(rows, classes, steps, present)
for rows, steps in ((30, 5), (50, 20), (101, 3)):
    binary(rows, steps)
regression(40, 1)
regression(33, 3)
regression(20, 2, constant=True)
multilabel(40, 3, 4)
multilabel(60, 5, 10, weighted=True)
weighted(50, 4)
weighted_binary(60)
regression(25, 2, weighted=True)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
