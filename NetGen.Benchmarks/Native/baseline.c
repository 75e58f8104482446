// The same work as NetGen's benchmarks in C, with 512-bit vector extensions: what a patient programmer writes by hand for one fixed network.
// Built by the benchmarks themselves with gcc -O3 -march=native -ffast-math -mprefer-vector-width=512. Weights are [in][out], outputs padded to 16.
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef float v16 __attribute__((vector_size(64), aligned(4)));
typedef float v4 __attribute__((vector_size(16), aligned(4)));
typedef int i4 __attribute__((vector_size(16)));
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 32")

INLINE v16 load(const float *p) { return *(const v16 *)p; }
INLINE void store(float *p, v16 v) { *(v16 *)p = v; }
INLINE v16 splat(float x) { return (v16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }

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

// One row: N vectors of outputs at once, U inputs at a time.
#define DENSE(name, N, U) \
INLINE void name(int in, int out, const float *restrict w, const float *restrict b, const float *restrict x, float *restrict y) \
{ \
    for (int o = 0; o < out; o += 16 * N) { \
        v16 s[U][N]; \
        UNROLL for (int u = 0; u < U; u++) UNROLL for (int v = 0; v < N; v++) s[u][v] = u ? splat(0) : load(b + o + 16 * v); \
        for (int i = 0; i < in; i += U) \
            UNROLL for (int u = 0; u < U; u++) UNROLL for (int v = 0; v < N; v++) s[u][v] += x[i + u] * load(w + (i + u) * out + o + 16 * v); \
        UNROLL for (int v = 0; v < N; v++) { v16 t = s[0][v]; UNROLL for (int u = 1; u < U; u++) t += s[u][v]; store(y + o + 16 * v, t); } \
    } \
}
DENSE(dense1x8, 1, 8)
DENSE(dense2x4, 2, 4)
DENSE(dense4x4, 4, 4)
DENSE(dense8x2, 8, 2)

// C[m][n] = bias + sum over k of A[m, k] B[k][n]: a register block of M rows and N vectors.
#define GEMM(name, M, N) \
INLINE void name(int rows, int out, int in, const float *restrict a, int am, int ak, const float *restrict b, const float *restrict bias, float *restrict c) \
{ \
    for (int o = 0; o < out; o += 16 * N) for (int r = 0; r < rows; r += M) { \
        v16 s[M][N]; \
        UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) s[m][v] = bias ? load(bias + o + 16 * v) : splat(0); \
        for (int k = 0; k < in; k++) { \
            v16 t[N]; \
            UNROLL for (int v = 0; v < N; v++) t[v] = load(b + k * out + o + 16 * v); \
            UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) s[m][v] += a[(r + m) * am + k * ak] * t[v]; \
        } \
        UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) store(c + (r + m) * out + o + 16 * v, s[m][v]); \
    } \
}
GEMM(gemm16x1, 16, 1)
GEMM(gemm8x2, 8, 2)

static float *aligned(size_t n) { void *p = 0; if (posix_memalign(&p, 64, (n * 4 + 4095) & ~4095ul)) abort(); memset(p, 0, n * 4); return p; }
static unsigned state = 12345;
static float draw(void) { state = state * 1664525u + 1013904223u; return (float)((state >> 8) / 16777216.0) * 2 - 1; }
static float *drawn(size_t n, float scale) { float *p = aligned(n); for (size_t i = 0; i < n; i++) p[i] = draw() * scale; return p; }

static float *b1, *c1, *b2, *c2;                        // 784-16-10
static float *d1, *e1, *d2, *e2, *d3, *e3;              // 784-128-64-10
static float *f1, *g1, *f2;                             // 12288-7-1, first layer [out][in]
static float *h1, *k1, *h2, *k2;                        // 64-32-10
static float *H, *G, *P, *dH, *dG, *T, *W1, *W2, *W3, *B, *M, *S;
static float xw0[4], xw1[4], xb[4], xv[4], xc;          // 2-3-1
static float X1[3][2], X1b[3], X2[3], X2b;

void setup(void)
{
    b1 = drawn(784 * 16, .05f), c1 = drawn(16, .1f), b2 = drawn(256, .3f), c2 = drawn(16, .1f);
    d1 = drawn(784 * 128, .05f), e1 = drawn(128, .1f), d2 = drawn(128 * 64, .1f), e2 = drawn(64, .1f), d3 = drawn(64 * 16, .1f), e3 = drawn(16, .1f);
    f1 = drawn(12288 * 7, .01f), g1 = drawn(16, .1f), f2 = drawn(16, .3f);
    h1 = drawn(64 * 32, .1f), k1 = drawn(32, .1f), h2 = drawn(32 * 16, .1f), k2 = drawn(16, .1f);
    H = aligned(256 * 128), G = aligned(256 * 64), P = aligned(256 * 16), dH = aligned(32 * 128), dG = aligned(32 * 64), T = aligned(128 * 64);
    W1 = aligned(784 * 128), W2 = aligned(128 * 64), W3 = aligned(64 * 16), B = aligned(256), M = aligned(120000), S = aligned(120000);
    for (int o = 10; o < 16; o++) { for (int i = 0; i < 64; i++) d3[i * 16 + o] = 0; for (int i = 0; i < 16; i++) b2[i * 16 + o] = 0; }
    for (int j = 0; j < 3; j++) xw0[j] = draw(), xw1[j] = draw(), xb[j] = draw() * .1f, xv[j] = draw();
    xc = .05f;
}

INLINE v4 sigmoid4(v4 x)
{
    x = -x;
    v4 m = x * 1.44269504f + 12582912.f;
    __asm__("" : "+x"(m));
    i4 n = (i4)m - 0x4B400000;
    v4 r = x - (m - 12582912.f) * 0.69314718f;
    v4 p = 1.f / 120 + r * (1.f / 720);
    p = p * r + 1.f / 24, p = p * r + 1.f / 6, p = p * r + .5f, p = p * r * r + (r + 1);
    return 1.f / (1.f + p * (v4)((n + 127) << 23));
}

void forward_2_3_1(const float *restrict x, float *restrict y)
{
    v4 h = sigmoid4(*(v4 *)xw0 * x[0] + (*(v4 *)xw1 * x[1] + *(v4 *)xb)) * *(v4 *)xv;
    float z = (h[0] + h[1]) + (h[2] + xc);
    y[0] = sigmoid4((v4){z, z, z, z})[0];
}

void forward_784_16_10(const float *restrict x, float *restrict y)
{
    float h[16] __attribute__((aligned(64)));
    dense1x8(784, 16, b1, c1, x, h), sigmoid(16, h), dense1x8(16, 16, b2, c2, h, y), softmax(10, y);
}

void forward_64_32_10(const float *restrict x, float *restrict y)
{
    float h[32] __attribute__((aligned(64)));
    dense2x4(64, 32, h1, k1, x, h), relu(32, h), dense1x8(32, 16, h2, k2, h, y), softmax(10, y);
}

void forward_784_128_64_10(const float *restrict x, float *restrict y)
{
    float h[128] __attribute__((aligned(64))), g[64] __attribute__((aligned(64)));
    dense8x2(784, 128, d1, e1, x, h), relu(128, h), dense4x4(128, 64, d2, e2, h, g), relu(64, g), dense1x8(64, 16, d3, e3, g, y), softmax(10, y);
}

void forward_12288_7_1(const float *restrict x, float *restrict y)
{
    v16 s[7];
    UNROLL for (int o = 0; o < 7; o++) s[o] = splat(0);
    for (int i = 0; i < 12288; i += 16) { v16 t = load(x + i); UNROLL for (int o = 0; o < 7; o++) s[o] += t * load(f1 + o * 12288 + i); }
    float z = g1[8];
    for (int o = 0; o < 7; o++) { float a = g1[o]; for (int i = 0; i < 16; i++) a += s[o][i]; z += (a > 0 ? a : 0) * f2[o]; }
    y[0] = 1.f / (1.f + fast_exp(-z));
}

void batch_784_16_10(const float *restrict x, float *restrict p)
{
    gemm16x1(256, 16, 784, x, 784, 1, b1, c1, H), sigmoid(256 * 16, H), gemm16x1(256, 16, 16, H, 16, 1, b2, c2, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}

void batch_784_128_64_10(const float *restrict x, float *restrict p)
{
    gemm8x2(256, 128, 784, x, 784, 1, d1, e1, H), relu(256 * 128, H), gemm8x2(256, 64, 128, H, 128, 1, d2, e2, G), relu(256 * 64, G), gemm16x1(256, 16, 64, G, 64, 1, d3, e3, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}

void batch_64_32_10(const float *restrict x, float *restrict p)
{
    gemm8x2(256, 32, 64, x, 64, 1, h1, k1, H), relu(256 * 32, H), gemm16x1(256, 16, 32, H, 32, 1, h2, k2, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}

INLINE float loss_gradient(int rows, const int *label, float *p, float scale)
{
    float loss = 0;
    for (int r = 0; r < rows; r++) {
        float *q = p + r * 16;
        loss -= logf(q[label[r]]);
        q[label[r]] -= 1;
        for (int o = 0; o < 10; o++) q[o] *= scale;
        for (int o = 10; o < 16; o++) q[o] = 0;
    }
    return loss;
}
INLINE void columns(int rows, int n, const float *d, float *g) { for (int o = 0; o < n; o++) g[o] = 0; for (int r = 0; r < rows; r++) for (int o = 0; o < n; o++) g[o] += d[r * n + o]; }
INLINE void descend(int n, float rate, float *w, const float *g) { for (int i = 0; i < n; i++) w[i] -= rate * g[i]; }
INLINE void transpose(int in, int out, const float *w, float *t) { for (int i = 0; i < in; i++) for (int o = 0; o < out; o++) t[o * in + i] = w[i * out + o]; }

float train_784_16_10(const float *restrict x, const int *label)
{
    gemm16x1(32, 16, 784, x, 784, 1, b1, c1, H), sigmoid(32 * 16, H), gemm16x1(32, 16, 16, H, 16, 1, b2, c2, P);
    for (int r = 0; r < 32; r++) softmax(10, P + r * 16);
    float loss = loss_gradient(32, label, P, 1.f / 32);
    transpose(16, 16, b2, T), gemm16x1(32, 16, 16, P, 16, 1, T, 0, dH);
    for (int i = 0; i < 32 * 16; i++) dH[i] *= H[i] * (1 - H[i]);
    gemm16x1(16, 16, 32, H, 1, 16, P, 0, W2), columns(32, 16, P, B), descend(256, .1f, b2, W2), descend(16, .1f, c2, B);
    gemm16x1(784, 16, 32, x, 1, 784, dH, 0, W1), columns(32, 16, dH, B), descend(784 * 16, .1f, b1, W1), descend(16, .1f, c1, B);
    return loss;
}

static float beta1 = 1, beta2 = 1;
INLINE float *adam(int n, float *w, const float *g, float *state, float c1, float c2)
{
    float *m = M + (state - S), *v = state;
    for (int i = 0; i < n; i++) { m[i] = .9f * m[i] + .1f * g[i]; v[i] = .999f * v[i] + .001f * g[i] * g[i]; w[i] -= c1 * m[i] / (sqrtf(v[i]) * c2 + 1e-8f); }
    return state + n;
}

float train_784_128_64_10(const float *restrict x, const int *label)
{
    gemm8x2(32, 128, 784, x, 784, 1, d1, e1, H), relu(32 * 128, H), gemm8x2(32, 64, 128, H, 128, 1, d2, e2, G), relu(32 * 64, G), gemm16x1(32, 16, 64, G, 64, 1, d3, e3, P);
    for (int r = 0; r < 32; r++) softmax(10, P + r * 16);
    float loss = loss_gradient(32, label, P, 1.f / 32);
    beta1 *= .9f, beta2 *= .999f;
    float c1 = 1e-3f / (1 - beta1), c2 = 1 / sqrtf(1 - beta2);
    float *s = S;
    gemm16x1(64, 16, 32, G, 1, 64, P, 0, W3), columns(32, 16, P, B);
    transpose(64, 16, d3, T), gemm8x2(32, 64, 16, P, 16, 1, T, 0, dG);
    for (int i = 0; i < 32 * 64; i++) dG[i] = G[i] > 0 ? dG[i] : 0;
    s = adam(64 * 16, d3, W3, s, c1, c2), s = adam(16, e3, B, s, c1, c2);
    gemm8x2(128, 64, 32, H, 1, 128, dG, 0, W2), columns(32, 64, dG, B);
    transpose(128, 64, d2, T), gemm8x2(32, 128, 64, dG, 64, 1, T, 0, dH);
    for (int i = 0; i < 32 * 128; i++) dH[i] = H[i] > 0 ? dH[i] : 0;
    s = adam(128 * 64, d2, W2, s, c1, c2), s = adam(64, e2, B, s, c1, c2);
    gemm8x2(784, 128, 32, x, 1, 784, dH, 0, W1), columns(32, 128, dH, B);
    s = adam(784 * 128, d1, W1, s, c1, c2), s = adam(128, e1, B, s, c1, c2);
    return loss;
}

INLINE void rank1(int in, int out, float *restrict w, float *restrict b, const float *restrict x, const float *restrict d, float rate)
{
    float e[128];
    for (int o = 0; o < out; o++) e[o] = rate * d[o];
    for (int i = 0; i < in; i++) for (int o = 0; o < out; o++) w[i * out + o] -= x[i] * e[o];
    for (int o = 0; o < out; o++) b[o] -= e[o];
}
INLINE void back(int in, int out, const float *restrict w, const float *restrict d, float *restrict dx) { for (int i = 0; i < in; i++) { float s = 0; for (int o = 0; o < out; o++) s += w[i * out + o] * d[o]; dx[i] = s; } }

float train1_784_128_64_10(const float *restrict x, const int *label)
{
    float h[128] __attribute__((aligned(64))), g[64] __attribute__((aligned(64))), p[16] __attribute__((aligned(64))), dg[64], dh[128];
    dense8x2(784, 128, d1, e1, x, h), relu(128, h), dense4x4(128, 64, d2, e2, h, g), relu(64, g), dense1x8(64, 16, d3, e3, g, p), softmax(10, p);
    float loss = loss_gradient(1, label, p, 1);
    back(64, 16, d3, p, dg);
    for (int i = 0; i < 64; i++) dg[i] = g[i] > 0 ? dg[i] : 0;
    back(128, 64, d2, dg, dh);
    for (int i = 0; i < 128; i++) dh[i] = h[i] > 0 ? dh[i] : 0;
    rank1(64, 16, d3, e3, g, p, .01f), rank1(128, 64, d2, e2, h, dg, .01f), rank1(784, 128, d1, e1, x, dh, .01f);
    return loss;
}

INLINE float sigmoid1(float x) { return 1.f / (1.f + expf(-x)); }

// The weights of 2-3-1 stay in registers for the whole training, which a library whose parameters are memory cannot do.
float train_xor(int iterations)
{
    static const float inputs[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, targets[4] = {0, 1, 1, 0};
    float w[3][2], b[3], v[3], c = xc, loss = 0;
    for (int j = 0; j < 3; j++) w[j][0] = xw0[j], w[j][1] = xw1[j], b[j] = xb[j], v[j] = xv[j];
    for (int n = 0; n < iterations; n++) for (int s = 0; s < 4; s++) {
        float h[3], z = c;
        for (int j = 0; j < 3; j++) h[j] = sigmoid1(w[j][0] * inputs[s][0] + w[j][1] * inputs[s][1] + b[j]), z += v[j] * h[j];
        float d = targets[s] - sigmoid1(z);
        loss += d * d;
        for (int j = 0; j < 3; j++) {
            float e = d * v[j] * h[j] * (1 - h[j]);
            v[j] += .3f * d * h[j], w[j][0] += .3f * e * inputs[s][0], w[j][1] += .3f * e * inputs[s][1], b[j] += .3f * e;
        }
        c += .3f * d;
    }
    return loss;
}

// One call, one step, weights in memory: what an online training interface looks like.
float train_2_3_1(const float *restrict x, float t)
{
    float h[3], z = X2b;
    for (int j = 0; j < 3; j++) h[j] = sigmoid1(X1[j][0] * x[0] + X1[j][1] * x[1] + X1b[j]), z += X2[j] * h[j];
    float d = t - sigmoid1(z);
    for (int j = 0; j < 3; j++) {
        float e = .3f * d * X2[j] * h[j] * (1 - h[j]);
        X2[j] += .3f * d * h[j], X1[j][0] += e * x[0], X1[j][1] += e * x[1], X1b[j] += e;
    }
    X2b += .3f * d;
    return d;
}
