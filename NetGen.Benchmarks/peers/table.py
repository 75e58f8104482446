"""Prints one Markdown table from NetGen's CSV and the peers' lines "work<TAB>peer<TAB>nanoseconds"; of several figures the least counts."""
import csv
import sys

ours, peers, names = {}, {}, []
with open(sys.argv[1]) as file:
    for row in csv.reader(file):
        if row[1] != "NetGen":
            for column, value in (("NetGen", row[1]), ("C", row[2])):
                if value != "NaN":
                    ours[row[0], column] = min(float(value), ours.get((row[0], column), float("inf")))
with open(sys.argv[2]) as file:
    for line in file:
        work, peer, value = line.rstrip("\n").split("\t")
        peers[work, peer] = min(float(value), peers.get((work, peer), float("inf")))
        if peer not in names:
            names.append(peer)


def short(nanoseconds):
    for limit, unit in ((1e3, "ns"), (1e6, "µs"), (1e9, "ms")):
        if nanoseconds < limit:
            return f"{nanoseconds / limit * 1e3:.3g} {unit}"
    return f"{nanoseconds / 1e9:.3g} s"


def cell(work, value):
    if value is None:
        return "–"
    ratio = ours[work, "NetGen"] / value
    return f"{short(value)}: **{ratio:.2g}**" if ratio < 0.995 else f"{short(value)}: **{ratio:.2f}**"


def of_peer(work, peer):
    # A peer trains 3-4-1 in one way; NetGen has rows for two.
    return peers.get((work, peer), peers.get((work.replace(" by hand,", ",").replace(" by the trainer,", ","), peer)))


print("| work | NetGen | C | " + " | ".join(names) + " |")
print("|---|" + "---:|" * (len(names) + 2))
for work in dict.fromkeys(work for work, _ in ours):
    cells = [cell(work, ours.get((work, "C")))] + [cell(work, of_peer(work, name)) for name in names]
    print(f"| {work} | {short(ours[work, 'NetGen'])} | " + " | ".join(cells) + " |")
