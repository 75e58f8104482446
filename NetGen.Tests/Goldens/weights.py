"""Files of weights, from PyTorch and to it, without the safetensors package: the format is a header of JSON and the numbers behind it.

    python3 weights.py make     writes weights/*.safetensors and, with NumPy, weights/*.npz and *.npy, which the tests load (outputs of PyTorch's model are in each file)
    python3 weights.py check    loads weights/saved/*, which NetGen wrote, into PyTorch's models and compares outputs

Debian: apt install python3-torch; made with PyTorch 1.13.
"""
import collections
import json
import os
import struct
import sys

import numpy
import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "weights")

# The order in which the format's own writer counts types: it writes the last ones first.
TYPES = {torch.float16: "F16", torch.bfloat16: "BF16", torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}


def write(path, tensors):
    """What safetensors.torch.save_file does."""
    ranks = list(TYPES)
    names = sorted(tensors, key=lambda name: (-ranks.index(tensors[name].dtype), name.encode()))
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name in names:
        tensor = tensors[name].detach().contiguous()
        raw = tensor.flatten().view(torch.uint8).numpy().tobytes()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    """What safetensors.torch.load_file does, and the metadata."""
    with open(path, "rb") as file:
        raw = file.read()
    length = struct.unpack("<Q", raw[:8])[0]
    header, data = json.loads(raw[8:8 + length]), raw[8 + length:]
    metadata, types, tensors, end = header.pop("__metadata__", {}), {name: dtype for dtype, name in TYPES.items()}, {}, 0
    assert length % 8 == 0
    for name, entry in header.items():
        begin, finish = entry["data_offsets"]
        assert begin == end, "tensors stand in the order of their bytes, without holes"
        end = finish
        tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=types[entry["dtype"]]).reshape(entry["shape"])
    assert end == len(data)
    return tensors, metadata


def perceptron():
    """7 -> 33 tanh -> 16 relu -> 5 softmax, with names."""
    return nn.Sequential(collections.OrderedDict([
        ("Dense1", nn.Linear(7, 33)), ("tanh", nn.Tanh()), ("Dense2", nn.Linear(33, 16)), ("relu", nn.ReLU()), ("Dense3", nn.Linear(16, 5)), ("softmax", nn.Softmax(dim=-1))]))


def sequential():
    """The same without names: 0, 2, 4."""
    return nn.Sequential(nn.Linear(7, 33), nn.Tanh(), nn.Linear(33, 16), nn.ReLU(), nn.Linear(16, 5), nn.Softmax(dim=-1))


class Tower(nn.Module):
    """Twelve layers of one shape, so that nothing but their numbers tells their order, and 10 sorts before 2."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(3, 3) for _ in range(12))

    def forward(self, x):
        for layer in self.layers:
            x = torch.tanh(layer(x))
        return x


class Agent(nn.Module):
    """A policy and a value, of which a network is one; names of several kinds."""

    def __init__(self):
        super().__init__()
        self.policy = nn.ModuleDict({"entry": nn.Linear(6, 20), "middle": nn.Linear(20, 9), "action": nn.Linear(9, 4, bias=False)})
        self.value = nn.Linear(6, 1)

    def forward(self, x):
        h = nn.functional.silu(self.policy["entry"](x))
        return self.policy["action"](nn.functional.elu(self.policy["middle"](h)))


def with_outputs(model, inputs):
    x = torch.randn(5, inputs, generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        return {**model.state_dict(), "test.input": x.float(), "test.output": model(x).float()}


def make():
    torch.manual_seed(1)
    os.makedirs(FOLDER, exist_ok=True)
    write(os.path.join(FOLDER, "named.safetensors"), with_outputs(perceptron(), 7))
    for name, dtype in (("half", torch.float16), ("brain", torch.bfloat16), ("double", torch.float64)):
        # The rounded weights are the model's; what it computes with them is computed in 64 bits.
        model = sequential().to(dtype)
        state = model.state_dict()
        exact = sequential().double()
        exact.load_state_dict({key: value.double() for key, value in state.items()})
        x = torch.randn(5, 7, generator=torch.Generator().manual_seed(3))
        with torch.no_grad():
            write(os.path.join(FOLDER, f"{name}.safetensors"), {**state, "test.input": x, "test.output": exact(x.double()).float()})
    write(os.path.join(FOLDER, "tower.safetensors"), {("" if key.startswith("test") else "model.") + key: value for key, value in with_outputs(Tower(), 3).items()})
    write(os.path.join(FOLDER, "agent.safetensors"), with_outputs(Agent(), 6))


    named = {name: tensor.numpy() for name, tensor in with_outputs(perceptron(), 7).items()}
    numpy.savez(os.path.join(FOLDER, "plain.npz"), **named)
    # Columns first, the other byte order, other types, packed.
    wide = {name: array.astype(">f8") if name.startswith("Dense1") else array for name, array in named.items()}
    numpy.savez_compressed(os.path.join(FOLDER, "odd.npz"), **{name: numpy.asfortranarray(array) for name, array in wide.items()})
    numpy.save(os.path.join(FOLDER, "columns.npy"), numpy.asfortranarray(named["Dense2.weight"]))


def check():
    archive = numpy.load(os.path.join(FOLDER, "saved", "named.npz"))
    tensors, _ = read(os.path.join(FOLDER, "saved", "named.safetensors"))
    assert set(archive.files) == set(tensors) and all(numpy.array_equal(archive[name], tensor.numpy()) for name, tensor in tensors.items())
    array = numpy.load(os.path.join(FOLDER, "saved", "weight.npy"))
    assert array.dtype == numpy.float32 and numpy.array_equal(array, tensors["Dense2.weight"].numpy())
    print(f"named.npz: {len(archive.files)} arrays, weight.npy: {array.shape}")
    models = {"named": perceptron, "tower": Tower}
    for name, model in models.items():
        tensors, metadata = read(os.path.join(FOLDER, "saved", f"{name}.safetensors"))
        assert metadata["format"] == "pt" and metadata["netgen.format"] == "1" and metadata["netgen.architecture"].startswith("input "), metadata
        x, expected = tensors.pop("test.input"), tensors.pop("test.output")
        loaded = model()
        if name == "tower":
            tensors = {key.replace("Dense", "layers.").replace(f"layers.{number}.", f"layers.{number - 1}."): value
                       for key, value in tensors.items() for number in [int(key.split(".")[0][5:])]}
        loaded.load_state_dict(tensors, strict=True)
        with torch.no_grad():
            difference = (loaded(x) - expected).abs().max().item()
        assert difference < 1e-6, (name, difference)
        print(f"{name}: {len(tensors)} tensors, {len(x)} rows, largest difference {difference:.1e}")


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]]()
