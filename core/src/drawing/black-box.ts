// The part of the picture that only studies without data have: space, instances, objective, scores.
import { isOpen } from '../definition/node.js';
import type { Pipeline } from '../definition/pipeline.js';
import { metricLines, trialWords, type DrawStoppers } from './course.js';
import type { Flowchart } from './flowchart.js';
import { partLines } from './part-lines.js';
import { counted, valueWords } from './words.js';

const INSTANCES_SHOWN = 3;

export function drawBlackBox(pipeline: Pipeline, chart: Flowchart, stoppers: DrawStoppers): void {
  const { instances } = pipeline;
  const parts =
    instances === undefined ? 'evaluate the objective' : `for each of ${counted(instances.length, 'instance')}`;
  chart.group('trial', trialWords(pipeline, parts), () => {
    drawObjective(pipeline, chart);
    chart.node('metrics', 'box', { title: 'scores', lines: metricLines(pipeline) });
    chart.edge('objective', 'metrics');
    stoppers('objective');
  });
  if (instances !== undefined) drawInstances(instances.map(valueWords), chart);
}

function drawObjective({ objective }: Pipeline, chart: Flowchart): void {
  if (objective === undefined) {
    chart.node('objective', 'box', {
      title: 'evaluated outside',
      lines: ['results are told by the program that asks'],
    });
    return;
  }
  const { node } = objective;
  const title = `objective: ${node.manifest.name}`;
  chart.node('objective', 'box', { title, lines: partLines(node) }, isOpen(node) ? 'tuned' : undefined);
}

function drawInstances(words: readonly string[], chart: Flowchart): void {
  const more = words.length - INSTANCES_SHOWN;
  const lines = [...words.slice(0, INSTANCES_SHOWN), ...(more > 0 ? [`… ${more} more`] : [])];
  chart.node('instances', 'store', { title: 'instances', lines });
  chart.edge('instances', 'trial');
}
