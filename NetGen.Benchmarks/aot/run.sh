#!/bin/bash
# Publishes the ratios to C with NativeAOT, for the processor at hand and for any x86-64, and prints both tables, then the JIT's.
#
#   run.sh [seconds a row] [filter]
#
# AOT_FOLDER  where the programs go (default: netgen-aot in the temporary folder)     AOT_PIN  how they are run (default: taskset -c 1)
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
folder="${AOT_FOLDER:-${TMPDIR:-/tmp}/netgen-aot}"
pin="${AOT_PIN:-taskset -c 1}"
command -v clang >/dev/null || { echo "skipped: NativeAOT needs clang as its linker" >&2; exit 0; }
for set in native default; do
    option=; [ $set = default ] || option="-p:IlcInstructionSet=$set"
    dotnet publish "$here/NetGen.Benchmarks.Aot.csproj" -c Release -r linux-x64 -v q --artifacts-path "$folder/$set" -o "$folder/$set/program" $option
    echo "NativeAOT, net9.0, instruction set: $set"
    $pin "$folder/$set/program/NetGen.Benchmarks" "$@"
    python3 "$here/not_inlined.py" "$folder/$set/program/NetGen.Benchmarks" || true
    echo
done
echo "JIT, net10.0"
$pin dotnet "$here/../bin/Release/net10.0/NetGen.Benchmarks.dll" ratios "$@"
