import { Stopper } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    share: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'How far above the best loss a trial may lie, as a share of the way to the worst.',
    }),
    warmup: Type.Integer({ minimum: 1, default: 2, description: 'Steps of each trial that are never judged.' }),
  },
  { additionalProperties: false },
);

export class MyStopper {
  params;
  least = Infinity;
  most = -Infinity;

  constructor(params) {
    this.params = params;
  }

  observe(event) {
    if (event.kind === 'end' || !Number.isFinite(event.point.loss)) return;
    this.least = Math.min(this.least, event.point.loss);
    this.most = Math.max(this.most, event.point.loss);
  }

  /** Later observations must not change a rule already given: it takes a copy of what it needs. */
  rule() {
    const { share, warmup } = this.params;
    const limit = this.least + share * (this.most - this.least);
    return (curve) => {
      if (curve.length <= warmup || !Number.isFinite(limit)) return { action: 'continue' };
      const lowest = Math.min(...curve.map(({ loss }) => (Number.isNaN(loss) ? Infinity : loss)));
      if (lowest <= limit) return { action: 'continue' };
      return { action: 'stop', reason: `its lowest loss ${lowest} is worse than ${limit}` };
    };
  }
}

Stopper({
  name: 'my-stopper',
  summary: 'Stop a trial that is far from the best loss of all trials.',
  params: Params,
  reads: 'folds',
})(MyStopper);
