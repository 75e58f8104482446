// Training of the tiny networks.
INLINE float sigmoid1(float x) { return 1.f / (1.f + expf(-x)); }

// 2-3-1, the four cases of XOR in turn. Weights stay in registers for the whole training, which a library whose parameters are memory cannot do.
float train_xor(int iterations)
{
    static const float inputs[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, targets[4] = {0, 1, 1, 0};
    float w[3][2], b[3], v[3], c = xc[0], loss = 0;
    for (int j = 0; j < 3; j++) w[j][0] = xw[0][j], w[j][1] = xw[1][j], b[j] = xb[j], v[j] = xv[j];
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
    for (int j = 0; j < 3; j++) xw[0][j] = w[j][0], xw[1][j] = w[j][1], xb[j] = b[j], xv[j] = v[j];
    xc[0] = c;
    return loss;
}

// One call, one step, weights in memory: what an online training interface looks like.
float train_2_3_1(const float *restrict x, float t)
{
    float h[3], z = xc[0];
    for (int j = 0; j < 3; j++) h[j] = sigmoid1(xw[0][j] * x[0] + xw[1][j] * x[1] + xb[j]), z += xv[j] * h[j];
    float d = t - sigmoid1(z);
    for (int j = 0; j < 3; j++) {
        float e = .3f * d * xv[j] * h[j] * (1 - h[j]);
        xv[j] += .3f * d * h[j], xw[0][j] += e * x[0], xw[1][j] += e * x[1], xb[j] += e;
    }
    xc[0] += .3f * d;
    return d;
}

// 3-4-1 on four rows at once, full batch, learning rate 1. A vector holds the hidden units of LANES / 4 rows; weights are repeated for each of them.
#define VECTORS (16 / LANES)
#if LANES == 16
INLINE vec swap(vec v, int by) { return by == 1 ? SHUFFLE(v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14) : SHUFFLE(v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13); }
INLINE vec over_rows(vec v)
{
    v += SHUFFLE(v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    return v + SHUFFLE(v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
}
#elif LANES == 8
INLINE vec swap(vec v, int by) { return by == 1 ? SHUFFLE(v, 1, 0, 3, 2, 5, 4, 7, 6) : SHUFFLE(v, 2, 3, 0, 1, 6, 7, 4, 5); }
INLINE vec over_rows(vec v) { return v + SHUFFLE(v, 4, 5, 6, 7, 0, 1, 2, 3); }
#else
INLINE vec swap(vec v, int by) { return by == 1 ? SHUFFLE(v, 1, 0, 3, 2) : SHUFFLE(v, 2, 3, 0, 1); }
INLINE vec over_rows(vec v) { return v; }
#endif
INLINE vec over_units(vec v) { v += swap(v, 1); return v + swap(v, 2); }
INLINE vec repeated(const float *four) { vec v; for (int i = 0; i < LANES; i++) v[i] = four[i & 3]; return v; }

float train_3_4_1(int iterations)
{
    static const float inputs[4][3] = {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}}, targets[4] = {0, 1, 1, 0};
    vec x[3][VECTORS], t[VECTORS], w[3], v = repeated(tv), loss = splat(0);
    UNROLL for (int i = 0; i < 3; i++) w[i] = repeated(tw[i]);
    for (int i = 0; i < 16; i++) {
        t[i / LANES][i % LANES] = targets[i / 4];
        for (int k = 0; k < 3; k++) x[k][i / LANES][i % LANES] = inputs[i / 4][k];
    }
    for (int n = 0; n < iterations; n++) {
        vec gv = splat(0), g[3] = {gv, gv, gv};
        loss = splat(0);
        UNROLL for (int p = 0; p < VECTORS; p++) {
            vec h = sigmoids(x[0][p] * w[0] + (x[1][p] * w[1] + x[2][p] * w[2]));
            vec y = sigmoids(over_units(h * v)), e = t[p] - y, d = 2 * e * (y * (1 - y)), dh = d * v * (h * (1 - h));
            loss += e * e, gv += h * d;
            UNROLL for (int k = 0; k < 3; k++) g[k] += x[k][p] * dh;
        }
        v += over_rows(gv);
        UNROLL for (int k = 0; k < 3; k++) w[k] += over_rows(g[k]);
    }
    for (int i = 0; i < 4; i++) { tv[i] = v[i]; for (int k = 0; k < 3; k++) tw[k][i] = w[k][i]; }
    loss = over_rows(loss);
    return loss[0];
}
