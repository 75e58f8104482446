// Training steps of the larger networks.
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
    gemm16(32, 16, 784, x, 784, 1, b1, c1, H), sigmoid(32 * 16, H), gemm16(32, 16, 16, H, 16, 1, b2, c2, P);
    for (int r = 0; r < 32; r++) softmax(10, P + r * 16);
    float loss = loss_gradient(32, label, P, 1.f / 32);
    transpose(16, 16, b2, T), gemm16(32, 16, 16, P, 16, 1, T, 0, dH);
    for (int i = 0; i < 32 * 16; i++) dH[i] *= H[i] * (1 - H[i]);
    gemm16(16, 16, 32, H, 1, 16, P, 0, W2), columns(32, 16, P, B), descend(256, .1f, b2, W2), descend(16, .1f, c2, B);
    gemm16(784, 16, 32, x, 1, 784, dH, 0, W1), columns(32, 16, dH, B), descend(784 * 16, .1f, b1, W1), descend(16, .1f, c1, B);
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
    gemm(32, 128, 784, x, 784, 1, d1, e1, H), relu(32 * 128, H), gemm(32, 64, 128, H, 128, 1, d2, e2, G), relu(32 * 64, G), gemm16(32, 16, 64, G, 64, 1, d3, e3, P);
    for (int r = 0; r < 32; r++) softmax(10, P + r * 16);
    float loss = loss_gradient(32, label, P, 1.f / 32);
    beta1 *= .9f, beta2 *= .999f;
    float c1 = 1e-3f / (1 - beta1), c2 = 1 / sqrtf(1 - beta2);
    float *s = S;
    gemm16(64, 16, 32, G, 1, 64, P, 0, W3), columns(32, 16, P, B);
    transpose(64, 16, d3, T), gemm(32, 64, 16, P, 16, 1, T, 0, dG);
    for (int i = 0; i < 32 * 64; i++) dG[i] = G[i] > 0 ? dG[i] : 0;
    s = adam(64 * 16, d3, W3, s, c1, c2), s = adam(16, e3, B, s, c1, c2);
    gemm(128, 64, 32, H, 1, 128, dG, 0, W2), columns(32, 64, dG, B);
    transpose(128, 64, d2, T), gemm(32, 128, 64, dG, 64, 1, T, 0, dH);
    for (int i = 0; i < 32 * 128; i++) dH[i] = H[i] > 0 ? dH[i] : 0;
    s = adam(128 * 64, d2, W2, s, c1, c2), s = adam(64, e2, B, s, c1, c2);
    gemm(784, 128, 32, x, 1, 784, dH, 0, W1), columns(32, 128, dH, B);
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
    dense128(784, 128, d1, e1, x, h), relu(128, h), dense64(128, 64, d2, e2, h, g), relu(64, g), dense16(64, 16, d3, e3, g, p), softmax(10, p);
    float loss = loss_gradient(1, label, p, 1);
    back(64, 16, d3, p, dg);
    for (int i = 0; i < 64; i++) dg[i] = g[i] > 0 ? dg[i] : 0;
    back(128, 64, d2, dg, dh);
    for (int i = 0; i < 128; i++) dh[i] = h[i] > 0 ? dh[i] : 0;
    rank1(64, 16, d3, e3, g, p, .01f), rank1(128, 64, d2, e2, h, dg, .01f), rank1(784, 128, d1, e1, x, dh, .01f);
    return loss;
}

// Logistic regression on 209 rows of 12288, full batch. Rows of a block are read from memory once: their gradient follows while they are near.
#define LOGISTIC(name, R, U) \
INLINE float name(const float *restrict x, const float *restrict t) \
{ \
    vec s[R][U]; \
    UNROLL for (int r = 0; r < R; r++) UNROLL for (int u = 0; u < U; u++) s[r][u] = splat(0); \
    for (int i = 0; i < 12288; i += LANES * U) \
        UNROLL for (int u = 0; u < U; u++) { vec w = load(r1 + i + LANES * u); UNROLL for (int r = 0; r < R; r++) s[r][u] += w * load(x + r * 12288 + i + LANES * u); } \
    float d[R], sum = 0; \
    UNROLL for (int r = 0; r < R; r++) { \
        UNROLL for (int u = 1; u < U; u++) s[r][0] += s[r][u]; \
        float z = q1[0]; \
        for (int l = 0; l < LANES; l++) z += s[r][0][l]; \
        d[r] = 1.f / (1.f + fast_exp(-z)) - t[r], sum += d[r]; \
    } \
    for (int i = 0; i < 12288; i += LANES) { vec g = load(gr + i); UNROLL for (int r = 0; r < R; r++) g += d[r] * load(x + r * 12288 + i); store(gr + i, g); } \
    return sum; \
}
LOGISTIC(logistic1, 1, 8)
LOGISTIC(logistic8, 8, 1)

float train_12288_1(const float *restrict x, const float *restrict t, int iterations)
{
    float rate = .005f / 209;
    for (int n = 0; n < iterations; n++) {
        float d = 0;
        int r = 0;
        memset(gr, 0, 12288 * 4);
        for (; r + 8 <= 209; r += 8) d += logistic8(x + r * 12288, t + r);
        for (; r < 209; r++) d += logistic1(x + r * 12288, t + r);
        descend(12288, rate, r1, gr), q1[0] -= rate * d;
    }
    return q1[0];
}
