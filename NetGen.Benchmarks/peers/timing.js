// Timing as NetGen's benchmark does it: slices of calls until the time is over, the least mean of a slice counts.
const seconds = Number(process.env.PEERS_SECONDS || 1);
const now = () => Number(process.hrtime.bigint());
function best(call, units = 1) {
  const warm = now() + seconds * 5e8;
  while (now() < warm) call(0);
  let count = 1;
  for (;; count *= 2) {
    const start = now();
    for (let i = 0; i < count; i++) call(i);
    if (now() - start > 1e6) break;
  }
  let least = Infinity;
  for (const end = now() + seconds * 1e9; now() < end;) {
    const start = now();
    for (let i = 0; i < count; i++) call(i);
    least = Math.min(least, (now() - start) / count / units);
  }
  return least;
}
const print = console.log;
const report = (work, peer, nanoseconds) => print(`${work}\t${peer}\t${nanoseconds.toFixed(3)}`);
const draw = n => Float32Array.from({ length: n }, () => Math.random());
const oneHot = label => Array.from({ length: 10 }, (_, i) => (i === label ? 1 : 0));
const xor = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([a, b]) => ({ input: [a, b], output: [a ^ b] }));
module.exports = { best, report, draw, oneHot, xor };
