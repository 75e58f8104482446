// Inference of one row and of 256.
void forward_2_3_1(const float *restrict x, float *restrict y)
{
    v4 h = sigmoid4(*(v4 *)xw[0] * x[0] + (*(v4 *)xw[1] * x[1] + *(v4 *)xb)) * *(v4 *)xv;
    float z = (h[0] + h[1]) + (h[2] + xc[0]);
    y[0] = sigmoid4((v4){z, z, z, z})[0];
}

void forward_784_16_10(const float *restrict x, float *restrict y)
{
    float h[16] __attribute__((aligned(64)));
    dense16(784, 16, b1, c1, x, h), sigmoid(16, h), dense16(16, 16, b2, c2, h, y), softmax(10, y);
}

void forward_64_32_10(const float *restrict x, float *restrict y)
{
    float h[32] __attribute__((aligned(64)));
    dense32(64, 32, h1, k1, x, h), relu(32, h), dense16(32, 16, h2, k2, h, y), softmax(10, y);
}

void forward_784_128_64_10(const float *restrict x, float *restrict y)
{
    float h[128] __attribute__((aligned(64))), g[64] __attribute__((aligned(64)));
    dense128(784, 128, d1, e1, x, h), relu(128, h), dense64(128, 64, d2, e2, h, g), relu(64, g), dense16(64, 16, d3, e3, g, y), softmax(10, y);
}

void forward_12288_7_1(const float *restrict x, float *restrict y)
{
    vec s[7];
    UNROLL for (int o = 0; o < 7; o++) s[o] = splat(0);
    for (int i = 0; i < 12288; i += LANES) { vec t = load(x + i); UNROLL for (int o = 0; o < 7; o++) s[o] += t * load(f1 + o * 12288 + i); }
    float z = g2[0];
    for (int o = 0; o < 7; o++) { float a = g1[o]; for (int i = 0; i < LANES; i++) a += s[o][i]; z += (a > 0 ? a : 0) * f2[o]; }
    y[0] = 1.f / (1.f + fast_exp(-z));
}

void batch_784_16_10(const float *restrict x, float *restrict p)
{
    gemm16(256, 16, 784, x, 784, 1, b1, c1, H), sigmoid(256 * 16, H), gemm16(256, 16, 16, H, 16, 1, b2, c2, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}

void batch_784_128_64_10(const float *restrict x, float *restrict p)
{
    gemm(256, 128, 784, x, 784, 1, d1, e1, H), relu(256 * 128, H), gemm(256, 64, 128, H, 128, 1, d2, e2, G), relu(256 * 64, G), gemm16(256, 16, 64, G, 64, 1, d3, e3, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}

void batch_64_32_10(const float *restrict x, float *restrict p)
{
    gemm(256, 32, 64, x, 64, 1, h1, k1, H), relu(256 * 32, H), gemm16(256, 16, 32, H, 32, 1, h2, k2, p);
    for (int r = 0; r < 256; r++) softmax(10, p + r * 16);
}
