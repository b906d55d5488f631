// A picture of what a definition means: what flows from the data to the scores, and the loop around it. Reads the
// pipeline only: nothing is loaded, nothing runs.
//
//   data ─> folds ─> step ─> … ─> estimator ─> metrics          of a black box: instances ─> objective ─> scores
//     └ test rows      └───── each trial ─────────┘ stoppers
//   search <── ask, tell ──> each trial;  search ──> result (─> score on the test rows)
import type { Json } from '../contracts/json.js';
import type { Pipeline } from '../definition/pipeline.js';
import { drawBlackBox } from './black-box.js';
import { Flowchart } from './flowchart.js';
import { drawLearning } from './learning.js';
import { drawSpace } from './space.js';
import { counted, parameterLines, timeWords } from './words.js';

/** The pipeline as a Mermaid flowchart: text that GitHub, editors and `mermaid.live` draw. */
export function drawGraph(pipeline: Pipeline): string {
  const chart = new Flowchart();
  chart.node('search', 'round', { title: `search: ${pipeline.search.use}`, lines: searchLines(pipeline) });
  drawSpace(pipeline, chart);
  const draw = pipeline.kind === 'learning' ? drawLearning : drawBlackBox;
  draw(pipeline, chart, (reporter) => {
    drawStoppers(pipeline, chart, reporter);
  });
  chart.edge('search', 'trial', loopWords(pipeline), 'both');
  drawResult(pipeline, chart);
  return chart.toString(pipeline.name);
}

function searchLines({ definition, space, budget, start, seed, parameters }: Pipeline): readonly string[] {
  const size = Number.isFinite(space.size) ? counted(space.size, 'configuration') : 'infinitely many configurations';
  const limits = [
    ...(budget.trials === Infinity ? [] : [counted(budget.trials, 'trial')]),
    ...(budget.milliseconds === Infinity ? [] : [timeWords(budget.milliseconds)]),
  ];
  return [
    ...parameterLines(definition.search),
    parameters.length === 0 ? 'nothing is tuned' : `${counted(parameters.length, 'parameter')}, ${size}`,
    ...(limits.length === 0 ? [] : [`at most ${limits.join(' or ')}`]),
    ...(start.length === 0 ? [] : [`${counted(start.length, 'configuration')} given to start with`]),
    `seed: ${seed}`,
  ];
}

/** One edge for both ways: with a cycle in it, the picture would be in no order. */
function loopWords({ lag, run }: Pipeline): readonly string[] {
  return [`ask: ${run.concurrency} at a time`, `tell: ${tellWords(lag, run.order)}`];
}

function tellWords(lag: number, order: Pipeline['run']['order']): string {
  if (order === 'fast') return 'as trials end';
  return lag === 1 ? 'before the next is asked' : `trial t is asked with results up to t − ${lag}`;
}

/** The stoppers, one after the other, behind what they judge by. */
function drawStoppers({ stoppers, definition }: Pipeline, chart: Flowchart, reporter: string): void {
  let before = 'metrics';
  stoppers.forEach(({ component, reads }, i) => {
    const id = `stopper${i + 1}`;
    const said = (definition.earlyStopping as readonly Json[])[i];
    const lines = [`after each ${reads === 'folds' ? 'score' : 'report'}`, ...parameterLines(said)];
    chart.node(id, 'verdict', { title: `early stopping: ${component.use}`, lines });
    if (reads === 'epochs') chart.edge(reporter, id, ['reports'], 'dotted');
    chart.edge(before, id);
    before = id;
  });
}

const SELECTED: Readonly<Record<Pipeline['select'], string>> = {
  best: 'the best trial',
  'one-standard-error': 'the cheapest trial within one standard error of the best',
  'cheapest-tied': 'the cheapest trial that does not differ from the best',
};

function drawResult({ select, metrics, test }: Pipeline, chart: Flowchart): void {
  const ranking = metrics.find(({ info }) => info.objective)?.info.name;
  chart.node('result', 'round', { title: 'result', lines: [SELECTED[select], ...(ranking ? [`by ${ranking}`] : [])] });
  chart.edge('trial', 'result', ['at the end'], 'dotted');
  if (test === undefined) return;
  chart.node('tested', 'round', {
    title: 'test score',
    lines: ['fitted on all rows but the test rows', 'scored once'],
  });
  chart.edge('result', 'tested');
  chart.edge('test', 'tested');
}
