"""Writes averages.json: moving averages of parameters after steps of SGD, from torch.optim.swa_utils in double precision. Run: python3 averages.py"""
import json
import os

import torch
from torch.optim.swa_utils import AveragedModel

STEPS, KEPT = 20, (1, 2, 5, 20)
torch.manual_seed(3)
start = [torch.randn(2, 3).float(), torch.randn(2).float()]
gradients = [[torch.randn(2, 3).float(), torch.randn(2).float()] for _ in range(STEPS)]


def run(decay, every, first):
    model = torch.nn.Linear(3, 2).double()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), start):
            parameter.copy_(value)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    average = AveragedModel(model, avg_fn=lambda a, p, n: decay * a + (1 - decay) * p)
    kept = {}
    for step in range(1, STEPS + 1):
        for parameter, gradient in zip(model.parameters(), gradients[step - 1]):
            parameter.grad = gradient.double()
        optimizer.step()
        if step > first and (step - first - 1) % every == 0:
            average.update_parameters(model)
        shown = average if average.n_averaged > 0 else model
        if step in KEPT:
            kept[step] = {"weight": [p for p in shown.parameters()][0].flatten().tolist(), "bias": [p for p in shown.parameters()][1].tolist()}
    return {"decay": decay, "every": every, "start": first, "averages": kept}


flat = lambda tensors: {"weight": tensors[0].flatten().tolist(), "bias": tensors[1].tolist()}
result = {"start": flat(start), "gradients": [flat(g) for g in gradients], "cases": [run(0.9, 1, 0), run(0.99, 3, 0), run(0.5, 2, 4)]}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "averages.json"), "w") as file:
    json.dump(result, file, indent=1)
