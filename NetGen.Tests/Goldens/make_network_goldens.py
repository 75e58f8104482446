"""Computes networks.json: outputs, losses, gradients and ten SGD steps of small networks with PyTorch in double precision.

    python3 make_network_goldens.py        (Debian: apt install python3-torch; made with PyTorch 1.13)

Parameters, inputs and targets follow formulas of whole numbers times powers of two, so that C# repeats them bit by bit.
"""
import json
import os

import torch
from torch import nn

ROWS = 5
LEARNING_RATE = 0.125


def drawn(count, salt):
    """Numbers in (-1, 1): ((i * 7919 + salt * 104729 + 13) mod 1009 - 504) / 512."""
    return [((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 512 for i in range(count)]


def scale_of(inputs):
    """The largest power of two that is at most 2 / sqrt(inputs)."""
    scale = 2.0
    while scale * scale * inputs > 4:
        scale /= 2
    return scale


class HardSigmoid(nn.Module):
    """nn.Hardsigmoid, whose own gradient has a sixth in single precision only."""

    def forward(self, x):
        return nn.functional.relu6(x + 3) / 6


ACTIVATIONS = {
    "Identity": nn.Identity, "Sigmoid": nn.Sigmoid, "Tanh": nn.Tanh, "Relu": nn.ReLU, "LeakyRelu": lambda: nn.LeakyReLU(0.25),
    "Elu": lambda: nn.ELU(0.5), "Selu": nn.SELU, "Gelu": nn.GELU, "GeluTanh": lambda: nn.GELU(approximate="tanh"), "Silu": nn.SiLU,
    "Mish": nn.Mish, "Softplus": nn.Softplus, "Softsign": nn.Softsign, "HardSigmoid": HardSigmoid, "HardTanh": nn.Hardtanh,
    "HardSwish": nn.Hardswish, "Softmax": lambda: nn.Softmax(dim=-1),
}


def kullback_leibler(logits, target):
    return nn.functional.kl_div(torch.log_softmax(logits, -1), target, reduction="sum")


# Each takes the head's pre-activations, its outputs and one sample's targets.
LOSSES = {
    "MeanSquaredError": lambda z, y, t: nn.functional.mse_loss(y, t),
    "SumOfSquares": lambda z, y, t: nn.functional.mse_loss(y, t, reduction="sum"),
    "HalfSumOfSquares": lambda z, y, t: 0.5 * nn.functional.mse_loss(y, t, reduction="sum"),
    "MeanAbsoluteError": lambda z, y, t: nn.functional.l1_loss(y, t),
    "Huber": lambda z, y, t: nn.functional.huber_loss(y, t, delta=0.5),
    "BinaryCrossEntropy": lambda z, y, t: nn.functional.binary_cross_entropy_with_logits(z, t),
    "CrossEntropy": lambda z, y, t: nn.functional.cross_entropy(z, t),
    "Hinge": lambda z, y, t: nn.functional.multi_margin_loss(y[None], t.argmax()[None]) * len(y),
    "SquaredHinge": lambda z, y, t: nn.functional.multi_margin_loss(y[None], t.argmax()[None], p=2) * len(y),
    "KullbackLeibler": lambda z, y, t: kullback_leibler(z, t),
}

NETWORKS = {
    "GoldenXor": ("BinaryCrossEntropy", 2, [(3, "Sigmoid"), (1, "Sigmoid")]),
    "GoldenClasses": ("CrossEntropy", 9, [(17, "Relu"), (5, "Softmax")]),
    "GoldenSoftClasses": ("KullbackLeibler", 17, [(16, "Tanh"), (10, "Softmax")]),
    "GoldenRegression": ("MeanSquaredError", 7, [(33, "Tanh"), (8, "Gelu"), (3, "Identity")]),
    "GoldenSums": ("SumOfSquares", 3, [(9, "Softplus"), (2, "Softsign")]),
    "GoldenHalves": ("HalfSumOfSquares", 15, [(7, "Selu"), (4, "Elu")]),
    "GoldenAbsolutes": ("MeanAbsoluteError", 31, [(8, "Mish"), (16, "Silu"), (3, "Tanh")]),
    "GoldenHuber": ("Huber", 8, [(15, "GeluTanh"), (9, "HardSwish"), (4, "LeakyRelu")]),
    "GoldenHinge": ("Hinge", 16, [(10, "Identity")]),
    "GoldenSquaredHinge": ("SquaredHinge", 16, [(20, "HardTanh"), (3, "Identity")]),
    "GoldenLabels": ("BinaryCrossEntropy", 33, [(31, "HardSigmoid"), (6, "Sigmoid")]),
    "GoldenAttention": ("MeanSquaredError", 12, [(17, "Softmax"), (9, "Sigmoid")]),
}


def targets_of(loss, size):
    rows = []
    for row in range(ROWS):
        if loss in ("CrossEntropy", "Hinge", "SquaredHinge"):
            rows.append([1.0 if i == (row * 7 + 2) % size else 0.0 for i in range(size)])
        elif loss == "KullbackLeibler":
            rows.append([2.0 ** -(i + 1) if i < size - 1 else 2.0 ** -(size - 1) for i in range(size)])
        elif loss == "BinaryCrossEntropy":
            rows.append([float((row + i) % 2) for i in range(size)])
        else:
            rows.append(drawn(size, 1000 + row))
    return torch.tensor(rows, dtype=torch.float64)


def build(inputs, layers):
    modules = []
    for index, (units, _) in enumerate(layers):
        linear = nn.Linear(inputs, units).double()
        weights = torch.tensor(drawn(inputs * units, 2 * index), dtype=torch.float64) * scale_of(inputs)
        linear.weight.data = weights.reshape(units, inputs)
        linear.bias.data = torch.tensor(drawn(units, 2 * index + 1), dtype=torch.float64) / 4
        modules.append(linear)
        inputs = units
    return nn.ModuleList(modules)


def forward(modules, layers, x):
    for linear, (_, activation) in zip(modules, layers):
        z = linear(x)
        x = ACTIVATIONS[activation]()(z)
    return z, x


def figures(loss, inputs, layers):
    modules = build(inputs, layers)
    x = torch.tensor(drawn(ROWS * inputs, 500), dtype=torch.float64).reshape(ROWS, inputs)
    t = targets_of(loss, layers[-1][0])
    outputs, losses = [], []
    for row in range(ROWS):
        z, y = forward(modules, layers, x[row])
        value = LOSSES[loss](z, y, t[row])
        value.backward()  # gradients of all rows add up
        outputs.append(y.tolist())
        losses.append(value.item())
    gradients = [{"weights": m.weight.grad.flatten().tolist(), "biases": m.bias.grad.tolist()} for m in modules]

    steps = []
    optimizer = torch.optim.SGD(modules.parameters(), lr=LEARNING_RATE)
    for step in range(10):
        optimizer.zero_grad()
        z, y = forward(modules, layers, x[step % ROWS])
        value = LOSSES[loss](z, y, t[step % ROWS])
        value.backward()
        optimizer.step()
        steps.append(value.item())
    return {"outputs": [v for row in outputs for v in row], "losses": losses, "gradients": gradients, "steps": steps}


def rounded(value):
    if isinstance(value, float):
        return float("%.12g" % value)
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()}


def main():
    lines = ['"%s": %s' % (name, json.dumps(rounded(figures(*network)), separators=(",", ":"))) for name, network in NETWORKS.items()]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.json")
    with open(path, "w", newline="\n") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


main()
