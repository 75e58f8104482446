// ONNX Runtime through its C interface, in the library that its npm package brings; the package has no header, so functions are taken from the
// interface's table by their place in it, which never changes. One thread, all graph optimisations. A session's Run and, with inputs and outputs
// bound beforehand, RunWithBinding are timed; the faster counts. Usage: onnxruntime_peer <library> <folder of the models>
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "timing.h"

enum { GetErrorMessage = 2, CreateEnv = 3, CreateSession = 7, Run = 9, CreateSessionOptions = 10, SetGraphOptimizationLevel = 23, SetIntraOpNumThreads = 24,
       SetInterOpNumThreads = 25, CreateTensorWithData = 49, CreateCpuMemoryInfo = 69, AddSessionConfigEntry = 130, RunWithBinding = 133, CreateIoBinding = 134,
       BindInput = 136, BindOutput = 137 };
typedef struct { const void **(*get_api)(uint32_t version); const char *(*version)(void); } api_base;
typedef void *(*function)();
static const void **api;

static void check(void *status)
{
    if (status) { fprintf(stderr, "ONNX Runtime: %s\n", ((const char *(*)(void *))api[GetErrorMessage])(status)); exit(1); }
}
#define CALL(name, ...) check(((function)api[name])(__VA_ARGS__))

static float *read_floats(const char *folder, const char *model, const char *extension, size_t count)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.%s", folder, model, extension);
    FILE *file = fopen(path, "rb");
    float *values = aligned_alloc(64, (count * 4 + 63) / 64 * 64);
    if (!file || fread(values, 4, count, file) != count) { perror(path); exit(1); }
    fclose(file);
    return values;
}

int main(int count, char **arguments)
{
    static const struct { const char *network; int rows, inputs, outputs; } works[] = {
        {"2-3-1", 1, 2, 1}, {"64-32-10", 1, 64, 10}, {"784-16-10", 1, 784, 10}, {"784-128-64-10", 1, 784, 10}, {"12288-7-1", 1, 12288, 1},
        {"64-32-10", 256, 64, 10}, {"784-16-10", 256, 784, 10}, {"784-128-64-10", 256, 784, 10}};
    void *library = count > 2 ? dlopen(arguments[1], RTLD_NOW) : 0, *env, *options, *memory;
    if (!library) { fprintf(stderr, "%s\n", count > 2 ? dlerror() : "a library and a folder, please"); return 1; }
    api_base *base = ((api_base *(*)(void))dlsym(library, "OrtGetApiBase"))();
    api = base->get_api(13);
    char peer[64];
    snprintf(peer, sizeof peer, "ONNX Runtime %s", base->version());
    CALL(CreateEnv, 3, "peers", &env);
    CALL(CreateSessionOptions, &options);
    CALL(SetIntraOpNumThreads, options, 1);
    CALL(SetInterOpNumThreads, options, 1);
    CALL(SetGraphOptimizationLevel, options, 99);
    CALL(AddSessionConfigEntry, options, "session.intra_op.allow_spinning", "0");
    CALL(CreateCpuMemoryInfo, 0, 0, &memory);
    for (unsigned w = 0; w < sizeof works / sizeof *works; w++) {
        int rows = works[w].rows;
        int64_t in_shape[] = {rows, works[w].inputs}, out_shape[] = {rows, works[w].outputs};
        size_t in = in_shape[0] * in_shape[1], out = out_shape[0] * out_shape[1];
        char model[64], path[1024], work[128];
        snprintf(model, sizeof model, "%s-%d", works[w].network, rows);
        snprintf(path, sizeof path, "%s/%s.onnx", arguments[2], model);
        void *session, *x, *y, *binding;
        CALL(CreateSession, env, path, options, &session);
        float *inputs = read_floats(arguments[2], model, "x", in), *expected = read_floats(arguments[2], model, "y", out);
        float *outputs = aligned_alloc(64, (out * 4 + 63) / 64 * 64);
        CALL(CreateTensorWithData, memory, inputs, in * 4, in_shape, (size_t)2, 1, &x);
        CALL(CreateTensorWithData, memory, outputs, out * 4, out_shape, (size_t)2, 1, &y);
        const char *in_name[] = {"x"}, *out_name[] = {"y"};
        CALL(Run, session, (void *)0, in_name, &x, (size_t)1, out_name, (size_t)1, &y);
        for (size_t i = 0; i < out; i++)
            if (!(fabsf(outputs[i] - expected[i]) < 1e-4f)) { fprintf(stderr, "%s: %g instead of %g\n", model, outputs[i], expected[i]); return 1; }
        snprintf(work, sizeof work, rows > 1 ? "forward %s, batch %d" : "forward %s", works[w].network, rows);
        double each;
        BEST(each, rows, CALL(Run, session, (void *)0, in_name, &x, (size_t)1, out_name, (size_t)1, &y));
        report(work, peer, each);
        CALL(CreateIoBinding, session, &binding);
        CALL(BindInput, binding, "x", x);
        CALL(BindOutput, binding, "y", y);
        BEST(each, rows, CALL(RunWithBinding, session, (void *)0, binding));
        report(work, peer, each);
    }
    return 0;
}
