"""Writes losses.json: values and gradients of every loss from PyTorch in double precision. Run: python3 losses.py"""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(20)
cases = []


def add(name, output, target, compute, **parameters):
    output = output.float().double().requires_grad_()
    target = target.float().double()
    loss = compute(output, target)
    loss.backward()
    cases.append({
        "loss": name, **parameters,
        "output": [float(v) for v in output], "target": [float(v) for v in target],
        "value": loss.item(), "gradient": [float(v) for v in output.grad],
    })


def hinge(p, margin):
    return lambda y, t: F.multi_margin_loss(y[None], t.argmax()[None], p=p, margin=margin) * len(y)


def kl(y, t):
    return F.kl_div(F.log_softmax(y[None], 1), t[None], reduction="batchmean")


def cross(y, t):
    return -(t * F.log_softmax(y, 0)).sum()


for n in (1, 2, 3, 7, 8, 10, 17, 33):
    y, t = torch.randn(n) * 2, torch.randn(n)
    t[0] = y[0]
    add("MeanSquaredError", y, t, F.mse_loss)
    add("SumOfSquares", y, t, lambda y, t: F.mse_loss(y, t, reduction="sum"))
    add("HalfSumOfSquares", y, t, lambda y, t: F.mse_loss(y, t, reduction="sum") / 2)
    add("MeanAbsoluteError", y, t, F.l1_loss)
    for delta in (1.0, 0.25):
        add("Huber", y, t, lambda y, t: F.huber_loss(y, t, delta=delta), delta=delta)
    add("BinaryCrossEntropy", y * 3, torch.rand(n), F.binary_cross_entropy_with_logits)
    add("BinaryCrossEntropy", y * 3, (torch.rand(n) < 0.5).float(), F.binary_cross_entropy_with_logits)
    soft = torch.rand(n)
    soft[n // 2] = 0 if n > 1 else 1
    add("CrossEntropy", y * 2, soft / soft.sum(), cross)
    add("CrossEntropy", y * 2, soft, cross)
    add("KullbackLeibler", y * 2, soft / soft.sum(), kl)
    one_hot = F.one_hot(torch.tensor(n * 5 % 7 % n), n).float()
    add("CrossEntropy", y * 2, one_hot, lambda y, t: F.cross_entropy(y[None], t.argmax()[None]))
    if n > 1:
        for margin in (1.0, 0.5):
            add("Hinge", y, one_hot, hinge(1, margin), margin=margin)
            add("SquaredHinge", y, one_hot, hinge(2, margin), margin=margin)

# Saturated: far beyond where exp overflows, and where 1 + exp(-z) rounds to 1.
for big in (20.0, 90.0, 1e4):
    for n in (1, 3, 10):
        y = torch.tensor([big if i % 2 == 0 else -big for i in range(n)])
        for t in (torch.ones(n), torch.zeros(n), torch.full((n,), 0.25)):
            add("BinaryCrossEntropy", y, t, F.binary_cross_entropy_with_logits)
        if n > 1:
            y = torch.zeros(n)
            y[1] = big
            for c in range(2):
                t = F.one_hot(torch.tensor(c), n).float()
                add("CrossEntropy", y, t, cross)
                add("KullbackLeibler", y, t, kl)
            add("CrossEntropy", torch.full((n,), big), torch.full((n,), 1 / n), cross)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "losses.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
