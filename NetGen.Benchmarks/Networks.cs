namespace NetGen.Benchmarks;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class Net2x3x1;

[NeuralNetwork(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.Relu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class Net64x32x10;

[NeuralNetwork(784, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.Sigmoid)]
[Dense(10, Activation.Softmax)]
internal sealed partial class Net784x16x10;

[NeuralNetwork(784, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class Net784x128x64x10;

[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)]
[Dense(7, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class Net12288x7x1;

[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class Net12288x1;

[NeuralNetwork(3, Loss = Loss.SumOfSquares)]
[Dense(4, Activation.Sigmoid, UseBias = false)]
[Dense(1, Activation.Sigmoid, UseBias = false)]
internal sealed partial class Net3x4x1;
