// A study from TypeScript: plugin classes of one's own, a monitor of one's own, the stream of events.
import { createStudy } from 'tunewright';
import { HillClimber } from './hill-climber.js';
import { NearestMean } from './nearest-mean.js';
import { Optimist } from './optimist.js';
import { ProgressNotes } from './progress-notes.js';

const study = await createStudy(
  {
    data: { use: 'iris' },
    steps: [{ use: 'standard-scaler' }, { use: 'nearest-mean', shrinkage: { tune: 'float', low: 0, high: 1 } }],
    search: { use: 'hill-climber', acquisition: { use: 'optimist', hope: 1 } },
    budget: { trials: 20 },
    seed: 3,
  },
  {
    plugins: [NearestMean, HillClimber, Optimist],
    monitors: [
      new ProgressNotes({ every: 10 }, (note) => {
        console.log(note);
      }),
    ],
  },
);
let folds = 0;
study.folds$.subscribe(() => folds++);
const { best } = await study.run();
console.log(`${folds} folds`);
const model = await study.model();
console.log(`model of trial ${best?.trial ?? -1} as JSON: ${JSON.stringify(model).length > 100 ? 'there' : 'missing'}`);
