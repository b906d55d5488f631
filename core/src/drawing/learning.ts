// The part of the picture that only studies on data have: rows, folds, steps, metrics.
import type { ColumnChoice, Component } from '../contracts/component.js';
import { isOpen, type Part } from '../definition/node.js';
import type { Pipeline, StepTemplate } from '../definition/pipeline.js';
import { metricLines, trialWords, type DrawStoppers } from './course.js';
import type { Flowchart } from './flowchart.js';
import { isNamedAfter, partLines } from './part-lines.js';
import { parameterLines } from './words.js';

export function drawLearning(pipeline: Pipeline, chart: Flowchart, stoppers: DrawStoppers): void {
  drawRows(pipeline, chart);
  const ids = pipeline.steps.map((_, i) => `step${i + 1}`);
  chart.group('trial', trialWords(pipeline, 'in each fold, fit on training rows, score the held-out rows'), () => {
    pipeline.steps.forEach((step, i) => {
      drawStep(step, ids[i] as string, chart);
    });
    chart.node('metrics', 'box', { title: 'metrics', lines: metricLines(pipeline) });
    [...ids, 'metrics'].forEach((id, i, all) => {
      if (i > 0) chart.edge(all[i - 1] as string, id);
    });
    stoppers(ids.at(-1) as string);
  });
  chart.edge('folds', 'trial');
}

function drawRows({ data, splitter, test, definition }: Pipeline, chart: Flowchart): void {
  const [rows, folds] = [data as Component, splitter as Component];
  chart.node('data', 'store', { title: `data: ${rows.use}`, lines: parameterLines(definition.data) });
  chart.node('folds', 'box', { title: `folds: ${folds.use}`, lines: parameterLines(definition.cv) });
  if (test === undefined) return chart.edge('data', 'folds');
  chart.node('test', 'store', { title: 'test rows' });
  chart.edge('data', 'test', [`${Number((test.share * 100).toPrecision(3))} % set aside`]);
  chart.edge('data', 'folds', ['the other rows']);
}

function drawStep({ id, node }: StepTemplate, nodeId: string, chart: Flowchart): void {
  if (node.kind === 'part') return drawPart(node, nodeId, chart);
  chart.group(nodeId, `${id}: one of`, () => {
    node.parts.forEach((part, i) => {
      drawPart(part, `${nodeId}x${i + 1}`, chart);
    });
  });
}

function drawPart(part: Part, nodeId: string, chart: Flowchart): void {
  const { id, manifest, where = {} } = part;
  const title = isNamedAfter(id, manifest.name) ? manifest.name : `${id}: ${manifest.name}`;
  const leaks = where.fitOn === 'all';
  const lines = [
    ...(where.on === undefined ? [] : [`on ${columnWords(where.on)}`]),
    ...(leaks ? ['fitOn: all, held-out rows too!'] : []),
    ...partLines(part),
  ];
  const look = leaks ? 'leak' : isOpen(part) ? 'tuned' : undefined;
  chart.node(nodeId, 'box', { title, lines }, look);
}

function columnWords(on: ColumnChoice): string {
  if (typeof on === 'string') return `${on} columns`;
  return on.length <= 4 ? `columns ${on.join(', ')}` : `columns ${on.slice(0, 3).join(', ')}, … ${on.length - 3} more`;
}
