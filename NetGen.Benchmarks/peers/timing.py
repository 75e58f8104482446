"""Timing as NetGen's benchmark does it: slices of calls until the time is over, the least mean of a slice counts."""
import os
import time

SECONDS = float(os.environ.get("PEERS_SECONDS", "1"))


def best(call, units=1):
    count, now = 1, time.perf_counter_ns
    call()
    while True:
        start = now()
        for _ in range(count):
            call()
        if now() - start > 1_000_000:
            break
        count *= 2
    least, end = float("inf"), now() + SECONDS * 1e9
    while now() < end:
        start = now()
        for _ in range(count):
            call()
        least = min(least, (now() - start) / count / units)
    return least


def report(work, peer, nanoseconds):
    print(f"{work}\t{peer}\t{nanoseconds:.3f}", flush=True)
