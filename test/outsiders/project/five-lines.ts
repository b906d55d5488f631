// The five-line form, as the README shows it.
import { float, tune } from 'tunewright';

const best = await tune({ lr: float(1e-5, 0.1, { log: true }) }, async ({ lr }, { report, signal }) => {
  report(1, -((Math.log10(lr) + 3) ** 2));
  return signal.aborted ? NaN : -((Math.log10(lr) + 3) ** 2);
});
console.log(`lr ${best.parameters.lr.toExponential(1)}, score ${best.score.toFixed(3)}`);
