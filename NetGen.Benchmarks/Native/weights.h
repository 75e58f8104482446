// The networks' weights: [in][out], outputs padded to 16, on 64-byte lines. load_layer and store_layer exchange them with the benchmark, as [out][in].
static float *aligned(size_t n)
{
    void *p = 0;
    if (posix_memalign(&p, 64, (n * 4 + 4095) & ~4095ul)) abort();
    return memset(p, 0, n * 4);
}

static float *b1, *c1, *b2, *c2;                        // 784-16-10
static float *d1, *e1, *d2, *e2, *d3, *e3;              // 784-128-64-10
static float *f1, *g1, *f2, *g2;                        // 12288-7-1, both layers [out][in]
static float *h1, *k1, *h2, *k2;                        // 64-32-10
static float *H, *G, *P, *dH, *dG, *T, *W1, *W2, *W3, *B, *M, *S;
static float *r1, *q1, *gr;                             // 12288-1
static float xw[2][4], xb[4], xv[4], xc[1];             // 2-3-1
static float tw[3][4], tv[4], none[4];                  // 3-4-1, no biases

typedef struct { const char *network; int layer, in, out, stride, by_output; float *w, *b; } layer;
static layer layers[16];
static int layer_count;

static void add(const char *network, int number, int in, int out, int stride, int by_output, float *w, float *b)
{
    layers[layer_count++] = (layer){network, number, in, out, stride, by_output, w, b};
}

static float **made(float **p, size_t n) { *p = aligned(n); return p; }

void setup(void)
{
    add("784_16_10", 1, 784, 16, 16, 0, *made(&b1, 784 * 16), *made(&c1, 16));
    add("784_16_10", 2, 16, 10, 16, 0, *made(&b2, 256), *made(&c2, 16));
    add("784_128_64_10", 1, 784, 128, 128, 0, *made(&d1, 784 * 128), *made(&e1, 128));
    add("784_128_64_10", 2, 128, 64, 64, 0, *made(&d2, 128 * 64), *made(&e2, 64));
    add("784_128_64_10", 3, 64, 10, 16, 0, *made(&d3, 64 * 16), *made(&e3, 16));
    add("12288_7_1", 1, 12288, 7, 12288, 1, *made(&f1, 12288 * 7), *made(&g1, 16));
    add("12288_7_1", 2, 7, 1, 16, 1, *made(&f2, 16), *made(&g2, 16));
    add("64_32_10", 1, 64, 32, 32, 0, *made(&h1, 64 * 32), *made(&k1, 32));
    add("64_32_10", 2, 32, 10, 16, 0, *made(&h2, 32 * 16), *made(&k2, 16));
    add("12288_1", 1, 12288, 1, 12288, 1, *made(&r1, 12288), *made(&q1, 16));
    add("2_3_1", 1, 2, 3, 4, 0, xw[0], xb);
    add("2_3_1", 2, 3, 1, 4, 1, xv, xc);
    add("3_4_1", 1, 3, 4, 4, 0, tw[0], none);
    add("3_4_1", 2, 4, 1, 4, 1, tv, none);
    made(&H, 256 * 128), made(&G, 256 * 64), made(&P, 256 * 16), made(&dH, 32 * 128), made(&dG, 32 * 64), made(&T, 128 * 64);
    made(&W1, 784 * 128), made(&W2, 128 * 64), made(&W3, 64 * 16), made(&B, 256), made(&M, 120000), made(&S, 120000), made(&gr, 12288);
}

static layer *find(const char *network, int number)
{
    for (int i = 0; i < layer_count; i++) if (layers[i].layer == number && !strcmp(layers[i].network, network)) return layers + i;
    abort();
}

static float *at(layer *l, int o, int i) { return l->w + (l->by_output ? o * l->stride + i : i * l->stride + o); }

void load_layer(const char *network, int number, const float *w, const float *b)
{
    layer *l = find(network, number);
    for (int o = 0; o < l->out; o++) { l->b[o] = b[o]; for (int i = 0; i < l->in; i++) *at(l, o, i) = w[o * l->in + i]; }
}

void store_layer(const char *network, int number, float *w, float *b)
{
    layer *l = find(network, number);
    for (int o = 0; o < l->out; o++) { b[o] = l->b[o]; for (int i = 0; i < l->in; i++) w[o * l->in + i] = *at(l, o, i); }
}
