"""NumPy, float32, one thread: the formulas as one writes them with it."""
import numpy as np
from timing import best, report

PEER = "NumPy " + np.__version__
f, random = np.float32, np.random.default_rng(1)


def sigmoid(z):
    return f(1) / (f(1) + np.exp(-z))


def relu(z):
    return np.maximum(z, f(0))


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def layers(sizes):
    return [[(random.standard_normal((i, o)) / np.sqrt(i)).astype(f), np.zeros(o, f)] for i, o in zip(sizes, sizes[1:])]


NETWORKS = {"2-3-1": (sigmoid, sigmoid), "64-32-10": (relu, softmax), "784-16-10": (sigmoid, softmax), "784-128-64-10": (relu, softmax), "12288-7-1": (relu, sigmoid)}


def forward(name, rows):
    hidden, head = NETWORKS[name]
    sizes = [int(size) for size in name.split("-")]
    weights, x = layers(sizes), random.random((rows, sizes[0]), f)

    def call():
        y = x
        for w, b in weights[:-1]:
            y = hidden(y @ w + b)
        w, b = weights[-1]
        return head(y @ w + b)

    report(f"forward {name}" + (f", batch {rows}" if rows > 1 else ""), PEER, best(call, rows))


def training(name, rows, optimizer):
    hidden, head = NETWORKS[name]
    weights, step = layers([int(size) for size in name.split("-")]), [0]
    moments = [[(np.zeros_like(p), np.zeros_like(p)) for p in layer] for layer in weights]
    inputs, labels, index = random.random((16, rows, 784), f), random.integers(0, 10, (16, rows)), np.arange(rows)

    def update(p, g, m, v):
        if optimizer == "Adam":
            m *= f(0.9)
            m += f(0.1) * g
            v *= f(0.999)
            v += f(0.001) * g * g
            p -= f(1e-3 / (1 - 0.9 ** step[0])) * m / (np.sqrt(v) * f((1 - 0.999 ** step[0]) ** -0.5) + f(1e-8))
        else:
            p -= f(0.1 if rows > 1 else 0.01) * g

    def call():
        outputs, label = [inputs[step[0] & 15]], labels[step[0] & 15]
        for w, b in weights[:-1]:
            outputs.append(hidden(outputs[-1] @ w + b))
        d = head(outputs[-1] @ weights[-1][0] + weights[-1][1])
        loss = -np.log(d[index, label]).mean()
        d[index, label] -= 1
        d /= rows
        step[0] += 1
        gradients = []
        for i in range(len(weights) - 1, -1, -1):
            gradients.append((i, outputs[i].T @ d, d.sum(0)))
            if i:
                y = outputs[i]
                d = (d @ weights[i][0].T) * (y * (1 - y) if hidden is sigmoid else y > 0)
        for i, *of_layer in gradients:
            for p, g, (m, v) in zip(weights[i], of_layer, moments[i]):
                update(p, g, m, v)
        return loss

    report(f"training {name}, batch {rows}, {optimizer}", PEER, best(call, rows))


def xor():
    inputs, targets, rate = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], f), np.array([0, 1, 1, 0], f), f(0.3)
    w1, b1, w2, b2 = random.uniform(-1, 1, (2, 3)).astype(f), np.zeros(3, f), random.uniform(-1, 1, 3).astype(f), np.zeros(1, f)

    def call():
        for x, t in zip(inputs, targets):
            h = sigmoid(x @ w1 + b1)
            d = rate * (t - sigmoid(h @ w2 + b2))
            e = d * w2 * h * (1 - h)
            w2[:] += d * h
            b2[:] += d
            w1[:] += np.outer(x, e)
            b1[:] += e

    report("training 2-3-1, XOR as a whole, a step", PEER, best(call, 4))


def from_scratch():
    x, t = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], f), np.array([[0], [1], [1], [0]], f)
    w1, w2 = random.random((3, 4), f), random.random((4, 1), f)

    def call():
        h = sigmoid(x @ w1)
        y = sigmoid(h @ w2)
        d = 2 * (t - y) * y * (1 - y)
        e = (d @ w2.T) * h * (1 - h)
        w2[:] += h.T @ d
        w1[:] += x.T @ e

    report("training 3-4-1, full batch, an iteration", PEER, best(call))


def logistic():
    x, t = random.random((12288, 209), f), (random.random((1, 209)) > 0.65).astype(f)
    w, b = np.zeros((12288, 1), f), np.zeros(1, f)

    def call():
        d = sigmoid(w.T @ x + b) - t
        w[:] -= f(0.005 / 209) * (x @ d.T)
        b[:] -= f(0.005 / 209) * d.sum()

    report("logistic regression 12288-1, 209 rows, an iteration", PEER, best(call))


for network in NETWORKS:
    forward(network, 1)
for network in ("64-32-10", "784-16-10", "784-128-64-10"):
    forward(network, 256)
training("784-16-10", 32, "SGD")
training("784-128-64-10", 32, "Adam")
training("784-128-64-10", 1, "SGD")
logistic()
xor()
from_scratch()
