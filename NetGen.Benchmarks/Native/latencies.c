// Prints how long one instruction waits for its own result, in cycles: gcc -O2 -march=native latencies.c && ./a.out
// What a chain of instructions, such as a training step of a tiny network, takes at least.
#include <immintrin.h>
#include <stdio.h>
#include <time.h>

#define ROUNDS 50
#define REPEATS 2000
#define TEN(text) text text text text text text text text text text

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC_RAW, &t); return t.tv_sec * 1e9 + t.tv_nsec; }

// The least time of one of `count` instructions that `work` runs ten at a time.
#define MEASURE(best, count, work) \
    double best = 1e9; \
    for (int round = 0; round < ROUNDS; round++) { \
        double start = now(); \
        for (int i = 0; i < REPEATS; i++) { work; } \
        double time = (now() - start) / (REPEATS * (count)); \
        if (time < best) best = time; \
    }

#define VECTOR(name, text) { \
    __m128 a = _mm_set1_ps(1), one = a, zero = _mm_setzero_ps(); \
    MEASURE(best, 10, __asm__ volatile(TEN(text) : "+x"(a) : "x"(one), "x"(zero))) \
    printf("%-22s %5.1f\n", name, best / cycle); \
}

int main(void)
{
    // A multiplication of integers takes three cycles on every processor with AVX2.
    long a = 1;
    MEASURE(product, 10, __asm__ volatile(TEN("imul %0, %0;") : "+r"(a)))
    double cycle = product / 3;
    printf("%-22s %5.3f ns\n", "a cycle", cycle);
    VECTOR("multiply-add", "vfmadd213ps %2, %1, %0;")
    VECTOR("product", "vmulps %1, %0, %0;")
    VECTOR("sum", "vaddps %2, %0, %0;")
    VECTOR("minimum", "vminps %1, %0, %0;")
    VECTOR("division", "vdivps %1, %0, %0;")
    VECTOR("or", "vorps %2, %0, %0;")
    VECTOR("shuffle", "vmovshdup %0, %0;")
    VECTOR("alignment", "vpalignr $4, %0, %0, %0;")
    VECTOR("broadcast", "vbroadcastss %0, %0;")

    static float memory[4] __attribute__((aligned(16)));
    __m128 v = _mm_set1_ps(1);
    MEASURE(pass, 10, __asm__ volatile(TEN("vmovups %0, (%1); vmovups (%1), %0;") : "+x"(v) : "r"(memory) : "memory"))
    printf("%-22s %5.1f\n", "stored and read again", pass / cycle);
}
