// Vectors as wide as the target's registers, and what is computed with them element by element. Include this first.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

typedef float vec __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int ivec __attribute__((vector_size(4 * LANES)));
typedef float v4 __attribute__((vector_size(16), aligned(4)));
typedef int i4 __attribute__((vector_size(16)));
#define INLINE static inline __attribute__((always_inline))
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#define SHUFFLE(v, ...) __builtin_shufflevector(v, v, __VA_ARGS__)
#else
#define UNROLL _Pragma("GCC unroll 32")
#define SHUFFLE(v, ...) __builtin_shuffle(v, (ivec){__VA_ARGS__})
#endif

INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }
INLINE vec splat(float x) { return x - (vec){0}; }

// e^x by range reduction and a polynomial of degree 6; the compiler vectorises loops over it.
INLINE float fast_exp(float x)
{
    x = x < -87.f ? -87.f : x > 88.f ? 88.f : x;
    float k = __builtin_rintf(x * 1.44269504f), r = x - k * 0.69314718f;
    float p = 1.f / 720;
    p = p * r + 1.f / 120, p = p * r + 1.f / 24, p = p * r + 1.f / 6, p = p * r + .5f, p = p * r + 1, p = p * r + 1;
    union { int i; float f; } scale = {.i = ((int)k + 127) << 23};
    return p * scale.f;
}

INLINE void sigmoid(int n, float *y) { for (int i = 0; i < n; i++) y[i] = 1.f / (1.f + fast_exp(-y[i])); }
INLINE void relu(int n, float *y) { for (int i = 0; i < n; i++) y[i] = y[i] > 0 ? y[i] : 0; }
INLINE void softmax(int n, float *y)
{
    float max = y[0], sum = 0;
    for (int i = 1; i < n; i++) max = y[i] > max ? y[i] : max;
    for (int i = 0; i < n; i++) y[i] = fast_exp(y[i] - max);
    for (int i = 0; i < n; i++) sum += y[i];
    for (int i = 0; i < n; i++) y[i] /= sum;
}

// 1 / (1 + e^-x) for the small |x| of the tiny networks, of any vector type with its integer twin.
// The barriers keep -ffast-math from multiplying out what depends on the order of rounding.
#define SIGMOID(name, floats, integers) \
INLINE floats name(floats x) \
{ \
    x = -x; \
    floats m = x * 1.44269504f + 12582912.f; \
    __asm__("" : "+x"(m)); \
    integers n = (integers)m - 0x4B400000; \
    floats k = m - 12582912.f; \
    __asm__("" : "+x"(k)); \
    floats r = x - k * 0.69314718f; \
    floats p = 1.f / 120 + r * (1.f / 720); \
    p = p * r + 1.f / 24, p = p * r + 1.f / 6, p = p * r + .5f, p = p * r * r + (r + 1); \
    return 1.f / (1.f + p * (floats)((n + 127) << 23)); \
}
SIGMOID(sigmoid4, v4, i4)
SIGMOID(sigmoids, vec, ivec)
