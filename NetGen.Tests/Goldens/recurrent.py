"""Computes recurrent.json: outputs, losses and gradients of recurrent layers with PyTorch in double precision.

    python3 recurrent.py        (Debian: apt install python3-torch; made with PyTorch 1.13)

Parameters, inputs and targets follow formulas of whole numbers times powers of two, so that C# repeats them bit by bit.
"""
import json
import os

import torch
from torch import nn

ROWS = 3


def drawn(count, salt):
    """Numbers in (-1, 1): ((i * 7919 + salt * 104729 + 13) mod 1009 - 504) / 512."""
    return [((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 512 for i in range(count)]


class Net(nn.Module):
    """Layers one after the other; a recurrent layer whose name ends in 'last' gives its last state only."""

    def __init__(self, layers, last):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.last = last

    def forward(self, x):
        for index, layer in enumerate(self.layers):
            x = layer(x)
            if isinstance(layer, nn.RNNBase):
                x = x[0]
                if index in self.last:
                    x = (torch.cat([x[:, -1, : layer.hidden_size], x[:, 0, layer.hidden_size:]], -1) if layer.bidirectional else x[:, -1])
        return x


def gru(i, h, **k):
    return nn.GRU(i, h, batch_first=True, **k)


def lstm(i, h, **k):
    return nn.LSTM(i, h, batch_first=True, **k)


def rnn(i, h, **k):
    return nn.RNN(i, h, batch_first=True, **k)


# Steps, features, layers, which recurrent layers give their last state only, and the loss of one row.
NETWORKS = {
    "GruNetwork": (7, 3, [gru(3, 5), nn.Linear(5, 2)], [0], "mse"),
    "GruSequenceNetwork": (4, 2, [gru(2, 17), nn.Linear(17, 3), nn.Tanh()], [], "huber"),
    "LstmNetwork": (9, 1, [lstm(1, 16), nn.Linear(16, 3)], [0], "cross"),
    "LstmStackNetwork": (3, 5, [lstm(5, 9, bias=False), lstm(9, 1), lstm(1, 33)], [2], "sum"),
    "LstmTagNetwork": (5, 2, [lstm(2, 8), nn.Linear(8, 1)], [], "binary"),
    "RnnGoldenNetwork": (6, 4, [rnn(4, 7), rnn(7, 6, nonlinearity="relu"), rnn(6, 3)], [2], "mse"),
}

LOSSES = {
    "mse": nn.functional.mse_loss,
    "sum": lambda y, t: nn.functional.mse_loss(y, t, reduction="sum"),
    "huber": lambda y, t: nn.functional.huber_loss(y, t, delta=1.0),
    "binary": nn.functional.binary_cross_entropy_with_logits,
    "cross": lambda y, t: nn.functional.cross_entropy(y, t),
}


def target(loss, row, shape):
    count = torch.Size(shape).numel()
    if loss == "cross":
        return torch.tensor([[1.0 if i == (row * 7 + 2) % count else 0.0 for i in range(count)]], dtype=torch.float64)
    if loss == "binary":
        return torch.tensor([float((row + i) % 2) for i in range(count)], dtype=torch.float64).reshape(1, *shape)
    return torch.tensor(drawn(count, 1000 + row), dtype=torch.float64).reshape(1, *shape)


def main():
    figures = {}
    for name, (steps, features, layers, last, loss) in NETWORKS.items():
        net = Net(layers, last).double()
        parameters = list(net.named_parameters())
        with torch.no_grad():
            for salt, (_, parameter) in enumerate(parameters):
                parameter.copy_(torch.tensor(drawn(parameter.numel(), salt), dtype=torch.float64).reshape(parameter.shape) / 2)
        x = torch.tensor(drawn(ROWS * steps * features, 500), dtype=torch.float64).reshape(ROWS, steps, features)
        outputs, losses = [], []
        for row in range(ROWS):
            y = net(x[row: row + 1])
            value = LOSSES[loss](y, target(loss, row, y.shape[1:]))
            value.backward()
            if loss == "cross":
                y = torch.softmax(y, -1)
            if loss == "binary":
                y = torch.sigmoid(y)
            outputs += y.flatten().tolist()
            losses.append(value.item())
        figures[name] = {
            "outputs": outputs, "losses": losses,
            "gradients": [{"name": key.split(".")[-1], "values": parameter.grad.flatten().tolist()} for key, parameter in parameters],
        }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recurrent.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
        file.write("\n")


main()
