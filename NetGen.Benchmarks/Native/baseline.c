// The same work as NetGen's benchmarks in C: what a patient programmer writes by hand for each fixed network, with vector extensions of the width
// of the target's registers. Built by the benchmarks themselves, for the instructions that NetGen itself is compiled to in the same process.
#include "vectors.h"
#include "kernels.h"
#include "weights.h"
#include "forward.h"
#include "training.h"
#include "tiny.h"
