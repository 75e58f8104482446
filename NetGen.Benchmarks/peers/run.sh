#!/bin/bash
# Times other libraries on NetGen's work, one thread each on one core, and prints a Markdown table with the ratios NetGen / peer.
#
#   run.sh [--install]      --install fetches what is missing: Debian's packages (as root), npm's pinned versions into the scratch folder
#
# PEERS_FOLDER   scratch folder (default: netgen-peers in the temporary folder)   PEERS_SECONDS  time a row (default 1)
# PEERS_PIN      how each is run (default: taskset -c 1)                           PEERS_ONLY     a subset, such as "numpy torch", or "none"
# PEERS_ROUNDS   how often NetGen and the peers have their turns (default 1)
# PEERS_C        a folder with another C of the same work, plainc.c, which prints "workload variant median minimum" (see other_c.sh)
# PEERS_PYTHON   a Python with numpy and torch (default: the system's)             PEERS_RATIOS   NetGen's figures of an earlier run, as CSV
set -u
here="$(cd "$(dirname "$0")" && pwd)"
folder="${PEERS_FOLDER:-${TMPDIR:-/tmp}/netgen-peers}"
export PEERS_SECONDS="${PEERS_SECONDS:-1}" OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
export NODE_PATH="$folder/node_modules"
pin="${PEERS_PIN:-taskset -c 1}"
only="${PEERS_ONLY:-numpy torch onnxruntime tfjs synaptic brain fann}"
[ "$only" != none ] || only=
[ -z "${PEERS_C:-}" ] || only="other_c $only"
packages="synaptic@1.1.4 brain.js@1.6.1 @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 onnxruntime-node@1.30.0"
mkdir -p "$folder"

if [ "${1:-}" = --install ]; then
    missing=
    for command in gcc nodejs npm; do command -v $command >/dev/null || missing="$missing $command"; done
    for package in python3-numpy python3-torch libfann-dev; do dpkg -s $package >/dev/null 2>&1 || missing="$missing $package"; done
    [ -z "$missing" ] || apt-get install -y --no-install-recommends $missing >"$folder/apt.log" 2>&1 || echo "apt-get failed: see apt.log in the scratch folder" >&2
    # Debian's NumPy and PyTorch fall back to a plain BLAS where there is no OpenBLAS: the scratch folder gets one.
    (cd "$folder" && apt-get download libopenblas0-pthread >>apt.log 2>&1 && dpkg -x libopenblas0-pthread_*.deb blas) || echo "no OpenBLAS: see apt.log in the scratch folder" >&2
    npm install --ignore-scripts --no-audit --no-fund --prefix "$folder" $packages >"$folder/npm.log" 2>&1 || echo "npm failed: see npm.log in the scratch folder" >&2
fi

blas="$(dirname "$(find "$folder/blas" -name libblas.so.3 2>/dev/null | head -n 1)" 2>/dev/null)"
[ -n "$blas" ] && [ "$blas" != . ] && export LD_LIBRARY_PATH="$blas${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

# The first Python that has NumPy.
python=
for candidate in "${PEERS_PYTHON:-}" /usr/bin/python3 python3; do
    [ -n "$candidate" ] && "$candidate" -c "import numpy" 2>/dev/null && { python="$candidate"; break; }
done

skip() { echo "skipped: $1" >&2; }
module() { command -v node >/dev/null && [ -d "$NODE_PATH/$1" ]; }
ours() { $pin dotnet "$here/../bin/Release/net10.0/NetGen.Benchmarks.dll" ratios "$PEERS_SECONDS" --csv >"$1"; }

# As installed, and with the AVX-512 that OpenBLAS and PyTorch do not choose by themselves everywhere; the table takes the faster.
run_python() {
    $pin "$python" "$here/$1"
    grep -q avx512f /proc/cpuinfo && OPENBLAS_CORETYPE=SkylakeX ATEN_CPU_CAPABILITY=avx512 $pin "$python" "$here/$1"
    return 0
}
run_other_c() { "$here/other_c.sh" "$PEERS_C" "$folder" "$pin" || skip "the C in PEERS_C could not be built"; }
run_numpy() { [ -n "$python" ] && run_python numpy_peer.py || skip "NumPy is not installed"; }
run_torch() { [ -n "$python" ] && "$python" -c "import torch" 2>/dev/null && run_python torch_peer.py || skip "PyTorch is not installed"; }
run_tfjs() { module @tensorflow/tfjs && for backend in wasm cpu; do $pin node "$here/tfjs.js" $backend; done || skip "TensorFlow.js is not installed"; }
run_synaptic() { module synaptic && $pin node "$here/synaptic.js" || skip "synaptic is not installed"; }
run_brain() { module brain.js && $pin node "$here/brain.js" || skip "brain.js is not installed"; }
run_fann() { gcc -O3 -march=native "$here/fann_peer.c" -o "$folder/fann" -lfloatfann -lm 2>/dev/null && $pin "$folder/fann" || skip "FANN is not installed"; }
run_onnxruntime() {
    local library="$NODE_PATH/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1"
    [ -f "$library" ] && [ -n "$python" ] && "$python" "$here/onnx_models.py" "$folder" &&
        gcc -O2 "$here/onnxruntime_peer.c" -o "$folder/onnxruntime" -ldl -lm && $pin "$folder/onnxruntime" "$library" "$folder" || skip "ONNX Runtime is not installed"
}

# NetGen before and after the peers, again and again: the machine may be slower for a while. The table takes the least of each.
: >"$folder/peers.tsv"
: >"$folder/ours.csv"
take_ours() {
    if [ -n "${PEERS_RATIOS:-}" ]; then cp "$PEERS_RATIOS" "$folder/ours.csv"; else ours "$folder/now.csv" && cat "$folder/now.csv" >>"$folder/ours.csv"; fi
}
take_ours || exit 1
for _ in $(seq "${PEERS_ROUNDS:-1}"); do
    for peer in $only; do "run_$peer" >>"$folder/peers.tsv"; done
    take_ours
done
python3 "$here/table.py" "$folder/ours.csv" "$folder/peers.tsv"
