// synaptic: sigmoid everywhere, as it has no softmax; doubles. 784-128-64-10 is left out: its generated code is more than V8 optimises.
const { best, report, draw, xor } = require('./timing');
const { Layer, Network } = require('synaptic');
const peer = 'synaptic ' + require('synaptic/package.json').version;
function create(...sizes) {
  const layers = sizes.map(size => new Layer(size));
  for (let i = 1; i < layers.length; i++) layers[i - 1].project(layers[i]);
  return new Network({ input: layers[0], hidden: layers.slice(1, -1), output: layers[layers.length - 1] });
}
for (const sizes of [[2, 3, 1], [64, 32, 10], [784, 16, 10]]) {
  const network = create(...sizes), x = Array.from(draw(sizes[0]));
  report('forward ' + sizes.join('-'), peer, best(() => network.activate(x)));
}
const network = create(2, 3, 1);
report('training 2-3-1, XOR as a whole, a step', peer, best(() => {
  for (const { input, output } of xor) {
    network.activate(input);
    network.propagate(0.3, output);
  }
}, 4));
