// brain.js: one activation for the whole network, squared error, one sample a step.
const { best, report, draw, oneHot, xor } = require('./timing');
const brain = require('brain.js');
const peer = 'brain.js ' + require('brain.js/package.json').version;
function create(sizes, activation, learningRate) {
  const network = new brain.NeuralNetwork({ hiddenLayers: sizes.slice(1, -1), activation });
  const sample = label => ({ input: draw(sizes[0]), output: oneHot(label).slice(0, sizes[sizes.length - 1]) });
  network.train([sample(0), sample(1)], { iterations: 1, errorThresh: 1e-12, learningRate, momentum: 1e-9 });
  return network;
}
const works = [[[2, 3, 1], 'sigmoid'], [[64, 32, 10], 'relu'], [[784, 16, 10], 'sigmoid'], [[784, 128, 64, 10], 'relu'], [[12288, 7, 1], 'relu']];
for (const [sizes, activation] of works) {
  const network = create(sizes, activation, 0.1), x = draw(sizes[0]);
  report('forward ' + sizes.join('-'), peer, best(() => network.runInput(x)));
}
for (const [sizes, activation, rate, work] of [[[784, 16, 10], 'sigmoid', 0.1, 'batch 32, SGD'], [[784, 128, 64, 10], 'relu', 0.01, 'batch 1, SGD']]) {
  const network = create(sizes, activation, rate), train = network._trainPattern || network.trainPattern;
  const samples = Array.from({ length: 64 }, (_, i) => ({ input: draw(784), output: Float32Array.from(oneHot(i % 10)) }));
  report(`training ${sizes.join('-')}, ${work}`, peer, best(i => train.call(network, samples[i & 63], false)));
}
const rounds = 20000, options = { iterations: rounds, errorThresh: 1e-12, learningRate: 0.3, momentum: 1e-9, log: false };
report('training 2-3-1, XOR as a whole, a step', peer, best(() => new brain.NeuralNetwork({ hiddenLayers: [3], activation: 'sigmoid' }).train(xor, options), 4 * rounds));
