"""Writes the networks as ONNX files, byte by byte (no package needed), each with an input and the output it must give."""
import sys
import numpy as np

NETWORKS = {"2-3-1": ("Sigmoid", "Sigmoid"), "64-32-10": ("Relu", "Softmax"), "784-16-10": ("Sigmoid", "Softmax"), "784-128-64-10": ("Relu", "Softmax"), "12288-7-1": ("Relu", "Sigmoid")}
FUNCTIONS = {"Sigmoid": lambda z: 1 / (1 + np.exp(-z)), "Relu": lambda z: np.maximum(z, 0), "Softmax": lambda z: np.exp(z) / np.exp(z).sum(1, keepdims=True)}
random = np.random.default_rng(1)


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def number(field, value):
    return varint(field << 3) + varint(value)


def part(field, *content):
    data = b"".join(c.encode() if isinstance(c, str) else c for c in content)
    return varint(field << 3 | 2) + varint(len(data)) + data


def tensor(name, values):
    return part(5, *(number(1, size) for size in values.shape), number(2, 1), part(8, name), part(9, values.tobytes()))


def value_info(field, name, rows, columns):
    shape = part(2, part(1, number(1, rows)), part(1, number(1, columns)))
    return part(field, part(1, name), part(2, part(1, number(1, 1), shape)))


def node(operator, inputs, output):
    return part(1, *(part(1, name) for name in inputs), part(2, output), part(4, operator))


def write(folder, name, rows):
    sizes, functions = [int(size) for size in name.split("-")], NETWORKS[name]
    x = random.random((rows, sizes[0]), np.float32)
    y, last, graph = x.astype(np.float64), "x", []
    for k, (i, o) in enumerate(zip(sizes, sizes[1:])):
        w, b = (random.standard_normal((i, o)) / np.sqrt(i)).astype(np.float32), random.standard_normal(o).astype(np.float32)
        function = functions[k == len(sizes) - 2]
        output = "y" if k == len(sizes) - 2 else f"a{k}"
        graph += [tensor(f"w{k}", w), tensor(f"b{k}", b), node("Gemm", [last, f"w{k}", f"b{k}"], f"z{k}"), node(function, [f"z{k}"], output)]
        y, last = FUNCTIONS[function](y @ w + b), output
    graph += [part(2, name), value_info(11, "x", rows, sizes[0]), value_info(12, "y", rows, sizes[-1])]
    path = f"{folder}/{name}-{rows}"
    with open(path + ".onnx", "wb") as file:
        file.write(number(1, 7) + part(7, *graph) + part(8, part(1, ""), number(2, 13)))
    x.tofile(path + ".x")
    y.astype(np.float32).tofile(path + ".y")


for network in NETWORKS:
    write(sys.argv[1], network, 1)
for network in ("64-32-10", "784-16-10", "784-128-64-10"):
    write(sys.argv[1], network, 256)
