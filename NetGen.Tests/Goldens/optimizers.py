"""Writes optimizers.json: trajectories of 50 steps over the same gradients, from PyTorch in double precision. Run: python3 optimizers.py

NAdam is taken from PyTorch's multi-tensor code: the single-tensor code of 1.13 multiplies the momentum product once too often,
which later versions mend. Lion is missing in PyTorch 1.13: its formula is that of Chen et al., 2023, algorithm 2.
"""
import json
import os

import torch

COUNT, STEPS, KEPT = 21, 50, (1, 2, 3, 6, 10, 25, 50)
torch.manual_seed(4)
start = torch.randn(COUNT).float()
gradients = [(torch.randn(COUNT) * (0.5 + 0.5 * torch.sin(torch.arange(COUNT) + step * 0.3))).float() for step in range(STEPS)]
gradients[7][3] = 0.0


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                b1, b2 = group["betas"]
                update = torch.sign(b1 * m + (1 - b1) * p.grad) + group["weight_decay"] * p.data
                p.data -= group["lr"] * update
                m.mul_(b2).add_(p.grad, alpha=1 - b2)


o = torch.optim
cases = {
    "Sgd": lambda p: o.SGD(p, lr=0.1),
    "Sgd decay": lambda p: o.SGD(p, lr=0.1, weight_decay=0.02),
    "Sgd momentum": lambda p: o.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "Sgd nesterov": lambda p: o.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "Adagrad": lambda p: o.Adagrad(p, lr=0.05),
    "Adagrad decay": lambda p: o.Adagrad(p, lr=0.05, lr_decay=0.1, initial_accumulator_value=0.2, weight_decay=0.01, eps=1e-6),
    "RmsProp": lambda p: o.RMSprop(p, lr=0.01),
    "RmsProp momentum": lambda p: o.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.8, weight_decay=0.01),
    "RmsProp centered": lambda p: o.RMSprop(p, lr=0.01, alpha=0.95, eps=1e-3, centered=True, momentum=0.5),
    "Adam": lambda p: o.Adam(p, lr=0.01),
    "Adam decay": lambda p: o.Adam(p, lr=0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1),
    "AmsGrad": lambda p: o.Adam(p, lr=0.01, betas=(0.9, 0.9), amsgrad=True),
    "AdamW": lambda p: o.AdamW(p, lr=0.01, weight_decay=0.1),
    "AdamW amsgrad": lambda p: o.AdamW(p, lr=0.01, weight_decay=0.1, betas=(0.9, 0.9), amsgrad=True),
    "NAdam": lambda p: o.NAdam(p, lr=0.01, foreach=True),
    "NAdam decay": lambda p: o.NAdam(p, lr=0.01, foreach=True, weight_decay=0.05, momentum_decay=0.01),
    "RAdam": lambda p: o.RAdam(p, lr=0.01),
    "RAdam decay": lambda p: o.RAdam(p, lr=0.01, betas=(0.9, 0.95), weight_decay=0.05),
    "Lion": lambda p: Lion(p, 0.01, (0.9, 0.99), 0.0),
    "Lion decay": lambda p: Lion(p, 0.01, (0.8, 0.95), 0.1),
    "Rprop": lambda p: o.Rprop(p, lr=0.01),
    "Rprop limits": lambda p: o.Rprop(p, lr=0.02, etas=(0.4, 1.5), step_sizes=(1e-3, 0.05)),
}

trajectories = {}
for name, make in cases.items():
    p = start.double().clone().requires_grad_()
    optimizer = make([p])
    kept = []
    for step in range(STEPS):
        p.grad = gradients[step].double().clone()
        optimizer.step()
        if step + 1 in KEPT:
            kept.append([float(v) for v in p])
    trajectories[name] = kept

result = {
    "steps": list(KEPT), "start": [float(v) for v in start],
    "gradients": [[float(v) for v in g] for g in gradients], "trajectories": trajectories,
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
