"""Computes convolutions.json: outputs, losses and all gradients of small networks of convolutions with PyTorch in double precision.

    python3 convolutions.py        (Debian: apt install python3-torch; made with PyTorch 1.13)

Each network is a list of layers below, from which both the C# attributes and the PyTorch modules are made. Parameters, inputs and targets follow
formulas of whole numbers times powers of two, so that C# repeats them bit by bit.
"""
import json
import os

import torch
from torch import nn
from torch.nn import functional as F

ROWS = 3


def drawn(count, salt):
    """Numbers in (-1, 1): ((i * 7919 + salt * 104729 + 13) mod 1009 - 504) / 512."""
    return [((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 512 for i in range(count)]


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


class Padded(nn.Module):
    """A layer behind zeros on each side: left, right and, in two dimensions, top, bottom."""

    def __init__(self, pad, layer):
        super().__init__()
        self.pad, self.layer = pad, layer

    def forward(self, x):
        return self.layer(F.pad(x, self.pad))


def options(entries):
    return "".join(f", {name} = {value}" for name, value in entries if value is not None)


def conv(dims, out, kernel, stride=1, dilation=1, pad=None, same=False, groups=1, bias=True, act=None):
    """A convolution; kernel, stride and dilation are a number or (height, width), pad is (left, right[, top, bottom])."""
    def attribute(_):
        entries = []
        for name, value, usual in (("Kernel", kernel, None), ("Stride", stride, 1), ("Dilation", dilation, 1)):
            if isinstance(value, tuple):
                entries += [(name + "Height", value[0]), (name + "Width", value[1])]
            elif name != "Kernel" and value != usual:
                entries.append((name, value))
        entries += [("Padding", "Padding.Same") if same else ("Padding", None)]
        entries += list(zip(("PadLeft", "PadRight", "PadTop", "PadBottom"), pad or ()))
        entries += [("Groups", groups if groups != 1 else None), ("UseBias", None if bias else "false")]
        first = f"{out}, {kernel[0] if isinstance(kernel, tuple) else kernel}" + (f", Activation.{act}" if act else "")
        return f"[Conv{dims}D({first}{options(entries)})]"

    def module(channels):
        kind = nn.Conv1d if dims == 1 else nn.Conv2d
        layer = kind(channels, out, kernel, stride, "same" if same else 0, dilation, groups, bias)
        return [layer if pad is None else Padded(pad, layer)] + ([{"Tanh": nn.Tanh, "Relu": nn.ReLU, "Gelu": nn.GELU}[act]()] if act else [])

    return attribute, module


def back(dims, out, kernel, stride=1, dilation=1, pad=0, more=0, groups=1, bias=True, act=None):
    """A transposed convolution; kernel, stride, dilation, pad (the same on both sides) and more are a number or (height, width)."""
    def attribute(_):
        entries = []
        for name, value, usual in (("Kernel", kernel, None), ("Stride", stride, 1), ("Dilation", dilation, 1), ("OutputPadding", more, 0)):
            if isinstance(value, tuple):
                entries += [(name + "Height", value[0]), (name + "Width", value[1])]
            elif name != "Kernel" and value != usual:
                entries.append((name, value))
        down, along = pair(pad)
        if along:
            entries += [("PadLeft", along), ("PadRight", along)]
        if down and dims == 2:
            entries += [("PadTop", down), ("PadBottom", down)]
        entries += [("Groups", groups if groups != 1 else None), ("UseBias", None if bias else "false")]
        first = f"{out}, {kernel[0] if isinstance(kernel, tuple) else kernel}" + (f", Activation.{act}" if act else "")
        return f"[ConvTranspose{dims}D({first}{options(entries)})]"

    def module(channels):
        kind = nn.ConvTranspose1d if dims == 1 else nn.ConvTranspose2d
        return [kind(channels, out, kernel, stride, pad, more, groups, bias, dilation)] + ([{"Tanh": nn.Tanh, "Relu": nn.ReLU}[act]()] if act else [])

    return attribute, module


def upsample(factor):
    text = f"{factor[0]}, FactorWidth = {factor[1]}" if isinstance(factor, tuple) else factor
    return (lambda _: f"[Upsample({text})]"), (lambda _: [nn.Upsample(scale_factor=factor, mode="nearest")])


def pool(kind, size, stride=None, dilation=1, pad=0, include=True):
    """A pool; size, stride, dilation and pad (the same on both sides) are a number or (height, width)."""
    def attribute(_):
        entries = []
        for name, value in (("Kernel", size), ("Stride", stride), ("Dilation", dilation)):
            if isinstance(value, tuple):
                entries += [(name + "Height", value[0]), (name + "Width", value[1])]
            elif name != "Kernel" and value not in (None, 1 if name == "Dilation" else None):
                entries.append((name, value))
        down, along = pair(pad)
        if along:
            entries += [("PadLeft", along), ("PadRight", along)]
        if down and not kind.endswith("1d"):
            entries += [("PadTop", down), ("PadBottom", down)]
        entries.append(("CountIncludePad", None if include else "false"))
        return f"[{'MaxPool' if kind.startswith('Max') else 'AveragePool'}({size[0] if isinstance(size, tuple) else size}{options(entries)})]"

    def module(_):
        make = getattr(nn, kind)
        return [make(size, stride, pad, dilation) if kind.startswith("Max") else make(size, stride, pad, count_include_pad=include)]

    return attribute, module


def mean():
    return (lambda _: "[GlobalAveragePool]"), (lambda _: [nn.AdaptiveAvgPool2d(1), nn.Flatten()])


def flatten():
    return (lambda _: "[Flatten]"), (lambda _: [nn.Flatten()])


def dense(units):
    def module(inputs):
        return [nn.Linear(inputs, units)]

    return (lambda _: f"[Dense({units})]"), module


# Odd sizes: one pixel, even kernels, strides larger than kernels, holes, all kinds of padding, groups of every size.
CASES = {
    "OnePixel": ((3, 1, 1), [conv(2, 5, 1, act="Tanh"), conv(2, 2, 3, same=True)]),
    "Same": ((2, 5, 7), [conv(2, 16, 3, same=True, act="Tanh"), conv(2, 3, 2, same=True)]),
    "SameEven": ((3, 6, 5), [conv(2, 17, 4, same=True, dilation=2, act="Gelu"), conv(2, 8, (1, 4), same=True)]),
    "Valid": ((3, 7, 9), [conv(2, 32, 3, act="Tanh"), conv(2, 9, (2, 5), stride=(2, 1), bias=False)]),
    "Strides": ((2, 11, 12), [conv(2, 6, 2, stride=3, act="Tanh"), conv(2, 18, 2, stride=(2, 3), pad=(1, 0, 0, 2))]),
    "Holes": ((4, 9, 10), [conv(2, 20, 3, dilation=(2, 3), pad=(3, 1, 2, 0), act="Tanh"), conv(2, 4, 2, stride=2, dilation=2)]),
    "StridesAndHoles": ((1, 13, 14), [conv(2, 5, 3, stride=4, dilation=2, pad=(1, 2, 3, 4), act="Tanh"), conv(2, 1, 2, stride=2, dilation=3, pad=(2, 2, 1, 1))]),
    "Groups": ((6, 5, 6), [conv(2, 12, 3, groups=3, pad=(1, 1, 1, 1), act="Tanh"), conv(2, 32, 2, groups=2, stride=2)]),
    "Depthwise": ((5, 8, 7), [conv(2, 5, 3, groups=5, same=True, act="Tanh"), conv(2, 10, 2, groups=5, stride=2), conv(2, 10, (3, 1), groups=10, pad=(0, 0, 2, 1), dilation=(2, 1))]),
    "DepthwiseWide": ((33, 4, 4), [conv(2, 33, 3, groups=33, pad=(1, 1, 1, 1), stride=2, act="Tanh"), conv(2, 3, 1)]),
    "Flattened": ((2, 6, 6), [conv(2, 7, 3, act="Relu"), conv(2, 19, 2, stride=2, act="Tanh"), flatten(), dense(3)]),
    "MaxPool": ((3, 9, 11), [conv(2, 6, 2, act="Tanh"), pool("MaxPool2d", 2), conv(2, 20, 2, act="Tanh"), pool("MaxPool2d", 2, stride=1)]),
    "MaxPoolOptions": ((5, 10, 12), [pool("MaxPool2d", (3, 2), stride=(2, 3), pad=(1, 1), dilation=(2, 1)), conv(2, 9, 2, act="Tanh"), pool("MaxPool2d", 3, stride=1, pad=1)]),
    "AveragePool": ((4, 9, 8), [conv(2, 17, 2, act="Tanh"), pool("AvgPool2d", 3, stride=2, pad=1), pool("AvgPool2d", (2, 3), stride=1, pad=(1, 1), include=False)]),
    "GlobalMean": ((2, 7, 5), [conv(2, 19, 3, act="Tanh"), mean(), dense(3)]),
    "SequencePools": ((3, 23), [conv(1, 7, 2, act="Tanh"), pool("MaxPool1d", 3, stride=2, pad=1), pool("AvgPool1d", 4, stride=3, pad=2, include=False), pool("MaxPool1d", 2, stride=1, dilation=2)]),
    "Transposed": ((3, 4, 5), [back(2, 17, 3, act="Tanh"), back(2, 4, (2, 4), stride=(2, 3), pad=(0, 1), more=(1, 2), bias=False)]),
    "TransposedSteps": ((5, 3, 4), [back(2, 8, 2, stride=2, act="Tanh"), back(2, 6, 3, stride=3, dilation=2, pad=2, more=1, act="Tanh"), conv(2, 1, 4, stride=4)]),
    "TransposedGroups": ((6, 4, 3), [back(2, 12, 3, groups=3, stride=2, pad=1, act="Tanh"), back(2, 12, 2, groups=12, stride=(1, 2), act="Tanh"), back(2, 32, 2, groups=2)]),
    "TransposedGaps": ((2, 3, 3), [back(2, 5, 2, stride=5, more=(4, 2), act="Tanh"), upsample((2, 3)), conv(2, 2, 3, stride=5)]),
    "TransposedSequence": ((4, 9), [back(1, 16, 4, stride=2, pad=1, act="Tanh"), upsample(2), back(1, 3, 3, dilation=3, pad=2)]),
    "Sequence": ((3, 19), [conv(1, 16, 4, pad=(3, 0), act="Tanh"), conv(1, 5, 3, dilation=3, stride=2), conv(1, 2, 2, same=True)]),
    "SequenceCausal": ((1, 23), [conv(1, 4, 3, pad=(2, 0), act="Tanh"), conv(1, 8, 3, dilation=4, pad=(8, 0), act="Tanh"), conv(1, 1, 1)]),
    "SequenceGroups": ((8, 12), [conv(1, 8, 3, groups=8, same=True, act="Tanh"), conv(1, 16, 5, groups=4, stride=5, pad=(2, 3))]),
}


def compute(shape, layers):
    channels, modules = shape[0], []
    x = torch.tensor(drawn(ROWS * torch.Size(shape).numel(), 500), dtype=torch.float64).reshape(ROWS, *shape).requires_grad_()
    y, salt, parameters = x, 0, []
    for _, module in layers:
        for part in module(channels):
            part = part.double()
            for parameter in part.parameters():
                parameter.data = (torch.tensor(drawn(parameter.numel(), salt), dtype=torch.float64) / 2).reshape(parameter.shape)
                parameters.append(parameter)
                salt += 1
            y = part(y)
        channels = y.shape[1]
    size = y[0].numel()
    losses = [F.mse_loss(y[row].flatten(), torch.tensor(drawn(size, 1000 + row), dtype=torch.float64), reduction="sum") for row in range(ROWS)]
    sum(losses).backward()
    attributes = " ".join(attribute(None) for attribute, _ in layers)
    return {
        "network": f"[NeuralNetwork({', '.join(map(str, shape))}, Loss = Loss.SumOfSquares, InputGradients = true)] {attributes}",
        "outputs": y.flatten().tolist(),
        "losses": [loss.item() for loss in losses],
        "inputGradients": x.grad.flatten().tolist(),
        "gradients": [parameter.grad.flatten().tolist() for parameter in parameters],
    }


def shortened(figure):
    return [shortened(item) for item in figure] if isinstance(figure, list) else {k: shortened(v) for k, v in figure.items()} if isinstance(figure, dict) else \
        float(f"{figure:.13g}") if isinstance(figure, float) else figure


if __name__ == "__main__":
    figures = {name: compute(*case) for name, case in CASES.items()}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "convolutions.json"), "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(shortened(figure))}" for name, figure in figures.items()) + "\n}\n")
