"""PyTorch on the CPU, one thread: eager mode and, for inference, a traced and frozen TorchScript; the faster counts."""
import warnings
import torch
from torch import nn
from timing import best, report

warnings.simplefilter("ignore")
torch.set_num_threads(1)
torch.set_flush_denormal(True)
torch.manual_seed(1)
PEER = "PyTorch " + ".".join(torch.__version__.split(".")[:2])
NETWORKS = {
    "2-3-1": (nn.Sigmoid, nn.Sigmoid()), "64-32-10": (nn.ReLU, nn.Softmax(1)), "784-16-10": (nn.Sigmoid, nn.Softmax(1)),
    "784-128-64-10": (nn.ReLU, nn.Softmax(1)), "12288-7-1": (nn.ReLU, nn.Sigmoid()),
}


def network(name, head):
    sizes, parts = [int(size) for size in name.split("-")], []
    for i, o in zip(sizes, sizes[1:]):
        parts += [nn.Linear(i, o), NETWORKS[name][0]()]
    parts[-1:] = [NETWORKS[name][1]] if head else []
    return nn.Sequential(*parts)


def forward(name, rows):
    eager, x = network(name, True).eval(), torch.rand(rows, int(name.split("-")[0]))
    work = f"forward {name}" + (f", batch {rows}" if rows > 1 else "")
    with torch.inference_mode():
        report(work, PEER, best(lambda: eager(x), rows))
        script = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(eager, x)))
        for _ in range(30):
            script(x)
        report(work, PEER, best(lambda: script(x), rows))


def train(model, loss, optimizer, x, t):
    optimizer.zero_grad()
    loss(model(x), t).backward()
    optimizer.step()


def training(name, rows, optimizer):
    model, step = network(name, False), [0]
    rule = torch.optim.Adam(model.parameters(), 1e-3) if optimizer == "Adam" else torch.optim.SGD(model.parameters(), 0.1 if rows > 1 else 0.01)
    inputs, labels, loss = torch.rand(16, rows, 784), torch.randint(0, 10, (16, rows)), nn.CrossEntropyLoss()

    def call():
        step[0] = step[0] + 1 & 15
        train(model, loss, rule, inputs[step[0]], labels[step[0]])

    report(f"training {name}, batch {rows}, {optimizer}", PEER, best(call, rows))


def xor():
    model = network("2-3-1", True)
    rule, loss = torch.optim.SGD(model.parameters(), 0.3), nn.BCELoss()
    cases = [(torch.tensor([[a, b]]), torch.tensor([[float(a != b)]])) for a in (0.0, 1.0) for b in (0.0, 1.0)]

    def call():
        for x, t in cases:
            train(model, loss, rule, x, t)

    report("training 2-3-1, XOR as a whole, a step", PEER, best(call, 4))


def from_scratch():
    model = nn.Sequential(nn.Linear(3, 4, bias=False), nn.Sigmoid(), nn.Linear(4, 1, bias=False), nn.Sigmoid())
    rule, loss = torch.optim.SGD(model.parameters(), 1.0), nn.MSELoss(reduction="sum")
    x, t = torch.tensor([[0.0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]), torch.tensor([[0.0], [1], [1], [0]])
    report("training 3-4-1, full batch, an iteration", PEER, best(lambda: train(model, loss, rule, x, t)))


def logistic():
    model, loss = nn.Linear(12288, 1), nn.BCEWithLogitsLoss()
    rule, x, t = torch.optim.SGD(model.parameters(), 0.005), torch.rand(209, 12288), (torch.rand(209, 1) > 0.65).float()
    report("logistic regression 12288-1, 209 rows, an iteration", PEER, best(lambda: train(model, loss, rule, x, t)))


for name in NETWORKS:
    forward(name, 1)
for name in ("64-32-10", "784-16-10", "784-128-64-10"):
    forward(name, 256)
training("784-16-10", 32, "SGD")
training("784-128-64-10", 32, "Adam")
training("784-128-64-10", 1, "SGD")
logistic()
xor()
from_scratch()
