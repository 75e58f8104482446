#!/bin/bash
# Builds plainc.c with each compiler there is, with vectors of the compiler's choice and of 512 bits, runs all and prints "work<TAB>PEERS C<TAB>nanoseconds".
#
#   other_c.sh <folder with plainc.c> <scratch folder> <how to run>
#
# PEERS_C_FLAGS   for which machine it is compiled (-march=native)
set -u
source="$1/plainc.c" scratch="$2" pin="$3"
[ -f "$source" ] || exit 1
flags="-O3 ${PEERS_C_FLAGS:--march=native} -ffast-math -std=gnu11 -w -DREPS=7 -DREP_NS=$(awk "BEGIN { printf \"%d\", ${PEERS_SECONDS:-1} * 2.5e7 }")"
programs=()
for compiler in gcc clang; do
    command -v $compiler >/dev/null || { echo "skipped: there is no $compiler on this machine" >&2; continue; }
    # clang calls the vector functions of the C library where it is told to.
    for library in "-fveclib=libmvec -lmvec" ""; do
        [ $compiler = clang ] || library=
        for width in "" -mprefer-vector-width=512; do
            program="$scratch/other-c-$compiler$width"
            $compiler $flags $width "$source" -o "$program" $library -lm 2>/dev/null && programs+=("$program")
        done
        [ ${#programs[@]} = 0 ] || [[ ${programs[-1]} != *-$compiler* ]] || break
    done
done
[ ${#programs[@]} -gt 0 ] || exit 1
for program in "${programs[@]}"; do $pin "$program" W1 W2 W3 W4 W5 W6 2>/dev/null; done | awk '
    BEGIN {
        work["W2a"] = "forward 2-3-1"; work["W2a-chained"] = "forward 2-3-1, each call fed the last output"; work["W2b"] = "forward 784-16-10"
        work["W2c"] = "forward 784-128-64-10"; work["W2d"] = "forward 12288-7-1"; work["W2e"] = "forward 64-32-10"
        work["W3b"] = "forward 784-16-10, batch 256"; work["W3c"] = "forward 784-128-64-10, batch 256"; work["W3e"] = "forward 64-32-10, batch 256"
        work["W4b"] = "training 784-16-10, batch 32, SGD"; work["W4c"] = "training 784-128-64-10, batch 32, Adam"
        work["W4c1"] = "training 784-128-64-10, batch 1, SGD"; work["W5-total"] = "logistic regression 12288-1, 209 rows, an iteration"
        work["W1-step"] = "training 2-3-1, one step a call"; work["W1-total"] = "training 2-3-1, XOR as a whole, a step"
        work["W6-total"] = "training 3-4-1, full batch, an iteration"
        count["W5-total"] = 2000; count["W1-total"] = 80000; count["W6-total"] = 1500
    }
    $1 in work { printf "%s\tPEERS C\t%.3f\n", work[$1], $4 / ($1 in count ? count[$1] : 1) }'
