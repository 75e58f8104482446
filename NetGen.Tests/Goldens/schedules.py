"""Writes schedules.json: learning rates of PyTorch's schedulers from a base rate of 1, one a call of step(). Run: python3 schedules.py"""
import json
import math
import os
import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.simplefilter("ignore")


def run(make, count):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(count):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def warm(inner, start=0.25, count=5):
    return lambda o: s.SequentialLR(o, [s.LinearLR(o, start, 1.0, count), inner(o)], [count])


losses = [1 / (1 + i) for i in range(6)] + [0.2 + 0.001 * math.sin(i) for i in range(20)] + [0.1] * 8 + [0.05] * 8


def plateau(lr=1.0, **arguments):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler = s.ReduceLROnPlateau(optimizer, **arguments)
    rates = []
    for loss in losses:
        rates.append(optimizer.param_groups[0]["lr"])
        scheduler.step(loss)
    return rates


result = {
    "Constant": run(lambda o: s.LambdaLR(o, lambda t: 1.0), 5),
    "Step": run(lambda o: s.StepLR(o, 3, 0.5), 12),
    "MultiStep": run(lambda o: s.MultiStepLR(o, [2, 5, 6], 0.3), 12),
    "Exponential": run(lambda o: s.ExponentialLR(o, 0.9), 12),
    "Polynomial": run(lambda o: s.PolynomialLR(o, total_iters=8, power=2.0), 12),
    "Cosine": run(lambda o: s.CosineAnnealingLR(o, 10, eta_min=0.1), 11),
    "CosineRestarts": run(lambda o: s.CosineAnnealingWarmRestarts(o, 3, 2, eta_min=0.05), 25),
    "CosineRestarts equal": run(lambda o: s.CosineAnnealingWarmRestarts(o, 4), 13),
    "OneCycle": run(lambda o: s.OneCycleLR(o, 1.0, total_steps=20), 20),
    "OneCycle early": run(lambda o: s.OneCycleLR(o, 1.0, total_steps=17, pct_start=0.2, div_factor=10, final_div_factor=100), 17),
    "Warmup Exponential": run(warm(lambda o: s.ExponentialLR(o, 0.8)), 12),
    "Warmup Step": run(warm(lambda o: s.StepLR(o, 2, 0.5), 0.1, 3), 12),
    "losses": losses,
    "Plateau": plateau(patience=2, factor=0.5),
    "Plateau cooldown": plateau(patience=1, factor=0.1, cooldown=3, threshold=0.01, min_lr=0.005),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedules.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
