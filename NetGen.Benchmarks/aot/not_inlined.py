"""Lists the calls of vector operations in a native program that should have been inlined: usage not_inlined.py <program>, beside its .dbg file.

A method that inlines too much exhausts the compiler's budget, and what comes last in it becomes calls, which keep vectors in memory.
"""
import bisect
import collections
import re
import subprocess
import sys

OPERATIONS = re.compile(r"Kernels_Float\d+__|VectorMath__|Lanes__|System_Runtime_Intrinsics_Vector|System_Runtime_CompilerServices_Unsafe")
program = sys.argv[1]
symbols = sorted((int(line.split()[0], 16), line.split()[2]) for line in subprocess.run(["nm", program + ".dbg"], capture_output=True, text=True, check=True).stdout.splitlines() if len(line.split()) == 3)
addresses, names = [address for address, _ in symbols], dict(symbols)
calls = collections.Counter()
with subprocess.Popen(["objdump", "-d", "--no-show-raw-insn", program], stdout=subprocess.PIPE, text=True) as disassembly:
    for line in disassembly.stdout:
        if match := re.match(r"\s*([0-9a-f]+):\s+call\s+([0-9a-f]+)", line):
            caller = symbols[bisect.bisect(addresses, int(match[1], 16)) - 1][1]
            if "NetGen" in caller and OPERATIONS.search(names.get(int(match[2], 16), "")):
                calls[caller] += 1
for caller, count in calls.most_common():
    print(f"{count:4} calls of vector operations in {caller}")
