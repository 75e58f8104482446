// TensorFlow.js, its operations without the layers' interface; node tfjs.js cpu|wasm, one thread. The table takes the faster of the two.
const { best, report, draw, xor } = require('./timing');
console.log = console.warn = () => {};
const path = require('path');
const tf = require('@tensorflow/tfjs');
const peer = 'TensorFlow.js ' + tf.version.tfjs;
const networks = {
  '2-3-1': ['sigmoid', 'sigmoid'], '64-32-10': ['relu', 'softmax'], '784-16-10': ['sigmoid', 'softmax'],
  '784-128-64-10': ['relu', 'softmax'], '12288-7-1': ['relu', 'sigmoid'],
};
const sizesOf = name => name.split('-').map(Number);
const layersOf = sizes => sizes.slice(1).map((size, i) => [tf.variable(tf.randomNormal([sizes[i], size], 0, sizes[i] ** -0.5)), tf.variable(tf.zeros([size]))]);

function forward(name, rows) {
  const [hidden, head] = networks[name], sizes = sizesOf(name), layers = layersOf(sizes), data = draw(rows * sizes[0]);
  const work = `forward ${name}` + (rows > 1 ? `, batch ${rows}` : '');
  report(work, peer, best(() => {
    const y = tf.tidy(() => layers.reduce((x, [w, b], i) => {
      const activation = i < layers.length - 1 ? hidden : head;
      const z = tf.fused.matMul({ a: x, b: w, bias: b, activation: activation === 'softmax' ? 'linear' : activation });
      return activation === 'softmax' ? tf.softmax(z) : z;
    }, tf.tensor2d(data, [rows, sizes[0]])));
    y.dataSync();
    y.dispose();
  }, rows));
}

function train(work, optimizer, units, variable, loss) {
  const step = () => optimizer.minimize(loss, true).dispose();
  report(work, peer, best(() => { step(); variable.dataSync(); }, units));
}

function training(name, rows, optimizer, optimizerName) {
  const [hidden] = networks[name], layers = layersOf(sizesOf(name));
  const x = tf.tensor2d(draw(rows * 784), [rows, 784]), t = tf.oneHot(Array.from({ length: rows }, (_, i) => i % 10), 10).toFloat();
  train(`training ${name}, batch ${rows}, ${optimizerName}`, optimizer, rows, layers[0][0], () => tf.losses.softmaxCrossEntropy(t, layers.reduce((y, [w, b], i) => {
    const z = tf.add(tf.matMul(y, w), b);
    return i < layers.length - 1 ? tf[hidden](z) : z;
  }, x)));
}

(async () => {
  const backend = process.argv[2] || 'cpu';
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setThreadsCount(1);
    wasm.setWasmPaths(path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist/'));
  }
  await tf.setBackend(backend);
  await tf.ready();
  tf.enableProdMode();
  for (const name in networks) forward(name, 1);
  for (const name of ['64-32-10', '784-16-10', '784-128-64-10']) forward(name, 256);
  training('784-16-10', 32, tf.train.sgd(0.1), 'SGD');
  training('784-128-64-10', 32, tf.train.adam(1e-3), 'Adam');
  training('784-128-64-10', 1, tf.train.sgd(0.01), 'SGD');
  {
    const w = tf.variable(tf.zeros([12288, 1])), b = tf.variable(tf.zeros([1])), x = tf.tensor2d(draw(209 * 12288), [209, 12288]);
    const t = tf.tensor2d(Array.from({ length: 209 }, () => (Math.random() > 0.65 ? 1 : 0)), [209, 1]);
    train('logistic regression 12288-1, 209 rows, an iteration', tf.train.sgd(0.005), 1, w, () => tf.losses.sigmoidCrossEntropy(t, tf.add(tf.matMul(x, w), b)));
  }
  {
    const layers = layersOf([2, 3, 1]), cases = xor.map(({ input, output }) => [tf.tensor2d([input]), tf.tensor2d([output])]), optimizer = tf.train.sgd(0.3);
    const logits = x => layers.reduce((y, [w, b], i) => (i ? tf.add(tf.matMul(tf.sigmoid(y), w), b) : tf.add(tf.matMul(y, w), b)), x);
    report('training 2-3-1, XOR as a whole, a step', peer, best(() => {
      for (const [x, t] of cases) optimizer.minimize(() => tf.losses.sigmoidCrossEntropy(t, logits(x)), true).dispose();
    }, 4));
  }
  {
    const x = tf.tensor2d([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]), t = tf.tensor2d([[0], [1], [1], [0]]);
    const a = tf.variable(tf.randomUniform([3, 4])), b = tf.variable(tf.randomUniform([4, 1]));
    train('training 3-4-1, full batch, an iteration', tf.train.sgd(1), 1, a, () => tf.sum(tf.square(tf.sub(t, tf.sigmoid(tf.matMul(tf.sigmoid(tf.matMul(x, a)), b))))));
  }
})();
