// FANN in its float form. It has neither ReLU nor softmax: sigmoid everywhere, squared error, one sample a step; its networks always have biases.
#include <floatfann.h>
#include "timing.h"

static struct fann *create(unsigned layers, const unsigned *sizes, float rate)
{
    struct fann *network = fann_create_standard_array(layers, sizes);
    fann_set_activation_function_hidden(network, FANN_SIGMOID);
    fann_set_activation_function_output(network, FANN_SIGMOID);
    fann_set_training_algorithm(network, FANN_TRAIN_INCREMENTAL);
    fann_set_learning_rate(network, rate);
    fann_set_learning_momentum(network, 0);
    fann_randomize_weights(network, -.5f, .5f);
    return network;
}

int main(void)
{
    static const char *peer = "FANN 2.2";
    static const struct { const char *name; unsigned layers, sizes[4]; const char *training; } works[] = {
        {"2-3-1", 3, {2, 3, 1}, 0}, {"64-32-10", 3, {64, 32, 10}, 0}, {"784-16-10", 3, {784, 16, 10}, "training 784-16-10, batch 32, SGD"},
        {"784-128-64-10", 4, {784, 128, 64, 10}, "training 784-128-64-10, batch 1, SGD"}, {"12288-7-1", 3, {12288, 7, 1}, 0}};
    static float x[12288], t[10] = {0, 0, 1}, cases[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, answers[4] = {0, 1, 1, 0};
    double each;
    for (int i = 0; i < 12288; i++) x[i] = rand() / (float)RAND_MAX;
    for (unsigned w = 0; w < sizeof works / sizeof *works; w++) {
        struct fann *network = create(works[w].layers, works[w].sizes, .1f);
        char work[128];
        snprintf(work, sizeof work, "forward %s", works[w].name);
        BEST(each, 1, fann_run(network, x));
        report(work, peer, each);
        if (works[w].training) { BEST(each, 1, fann_train(network, x, t)); report(works[w].training, peer, each); }
        fann_destroy(network);
    }
    struct fann *xor = create(3, (unsigned[]){2, 3, 1}, .3f);
    BEST(each, 4, for (int k = 0; k < 4; k++) fann_train(xor, cases[k], answers + k));
    report("training 2-3-1, XOR as a whole, a step", peer, each);
    struct fann *batch = create(3, (unsigned[]){3, 4, 1}, 1);
    fann_set_training_algorithm(batch, FANN_TRAIN_BATCH);
    struct fann_train_data *data = fann_create_train(4, 3, 1);
    for (int i = 0; i < 4; i++) data->input[i][0] = cases[i][0], data->input[i][1] = cases[i][1], data->input[i][2] = 1, data->output[i][0] = answers[i];
    BEST(each, 1, fann_train_epoch(batch, data));
    report("training 3-4-1, full batch, an iteration", peer, each);
    return 0;
}
