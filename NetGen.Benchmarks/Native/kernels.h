// Dense layers: one row by weights [in][out], and matrix products. The register blocks fit 32 registers of 16 lanes, or 16 of 8 or 4.

// One row: N vectors of outputs at once, U inputs at a time.
#define DENSE(name, N, U) \
INLINE void name(int in, int out, const float *restrict w, const float *restrict b, const float *restrict x, float *restrict y) \
{ \
    for (int o = 0; o < out; o += LANES * (N)) { \
        vec s[U][N]; \
        UNROLL for (int u = 0; u < U; u++) UNROLL for (int v = 0; v < N; v++) s[u][v] = u ? splat(0) : load(b + o + LANES * v); \
        for (int i = 0; i < in; i += U) \
            UNROLL for (int u = 0; u < U; u++) UNROLL for (int v = 0; v < N; v++) s[u][v] += x[i + u] * load(w + (i + u) * out + o + LANES * v); \
        UNROLL for (int v = 0; v < N; v++) { vec t = s[0][v]; UNROLL for (int u = 1; u < U; u++) t += s[u][v]; store(y + o + LANES * v, t); } \
    } \
}

// C[m][n] = bias + sum over k of A[m, k] B[k][n]: a register block of M rows and N vectors. The last rows overlap those before them.
#define GEMM(name, M, N) \
INLINE void name(int rows, int out, int in, const float *restrict a, int am, int ak, const float *restrict b, const float *restrict bias, float *restrict c) \
{ \
    for (int o = 0; o < out; o += LANES * (N)) for (int first = 0; first < rows; first += M) { \
        int r = first + M <= rows ? first : rows - M; \
        vec s[M][N]; \
        UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) s[m][v] = bias ? load(bias + o + LANES * v) : splat(0); \
        for (int k = 0; k < in; k++) { \
            vec t[N]; \
            UNROLL for (int v = 0; v < N; v++) t[v] = load(b + k * out + o + LANES * v); \
            UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) s[m][v] += a[(r + m) * am + k * ak] * t[v]; \
        } \
        UNROLL for (int m = 0; m < M; m++) UNROLL for (int v = 0; v < N; v++) store(c + (r + m) * out + o + LANES * v, s[m][v]); \
    } \
}

#if LANES == 16
DENSE(dense16, 1, 8)
DENSE(dense32, 2, 4)
DENSE(dense64, 4, 4)
DENSE(dense128, 8, 2)
GEMM(gemm16, 16, 1)
GEMM(gemm, 8, 2)
#elif LANES == 8
DENSE(dense16, 2, 4)
DENSE(dense32, 4, 2)
DENSE(dense64, 8, 1)
DENSE(dense128, 8, 1)
GEMM(gemm16, 6, 2)
GEMM(gemm, 6, 2)
#else
DENSE(dense16, 4, 2)
DENSE(dense32, 8, 1)
DENSE(dense64, 8, 1)
DENSE(dense128, 8, 1)
GEMM(gemm16, 3, 4)
GEMM(gemm, 3, 4)
#endif
