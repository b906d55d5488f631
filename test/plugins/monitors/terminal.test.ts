import { stripVTControlCharacters } from 'node:util';
import { CLOCK, provide, Registry, type StudyEvent } from '@tunewright/core';
import { monitors, OUTPUT, TERMINAL } from '@tunewright/monitors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StudyHistory } from '../../../core/src/study/history.js';
import { busy, ended, failed, finished, noticed, Paper, started } from './studies.js';

beforeEach(() => {
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  vi.stubEnv('TERM', 'xterm');
  vi.stubEnv('NO_COLOR', '');
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** A terminal monitor at work, with a clock that goes by `step` ms an event. */
function session({ isTTY = true, columns = 80, step = 1, params = {} } = {}) {
  const stream = new Paper(isTTY, columns);
  const output = new Paper(isTTY, columns);
  const history = new StudyHistory();
  let now = 0;
  const clock = { now: () => now, date: () => '' };
  const services = [provide(TERMINAL, stream), provide(OUTPUT, output), provide(CLOCK, clock)];
  const plugins = new Registry().register(monitors, 'here').workshop(services);
  const monitor = plugins.make('monitor', { use: 'terminal', details: false, color: true, ...params });
  return {
    stream,
    output,
    feed(events: readonly StudyEvent[]): void {
      for (const event of events) {
        now += step;
        history.record(event);
        monitor.next(event, history);
      }
    },
    idle(milliseconds: number): void {
      for (let passed = 0; passed < milliseconds; passed += 100) {
        now += 100;
        vi.advanceTimersByTime(100);
      }
    },
    close: () => void monitor.close(history),
  };
}

const plain = (paper: Paper): string => stripVTControlCharacters(paper.text);
const lines = (paper: Paper): string[] => plain(paper).trimEnd().split('\n');
const frames = (paper: Paper): number => paper.text.split('\u001b[?2026h').length - 1;

describe('on a terminal', () => {
  it('says the size before anything else', () => {
    const { feed, stream } = session();
    feed([started()]);
    expect(lines(stream)[0]).toBe('iris-svc-wide-grid  grid of 100 configurations × 5 folds = 500 fits');
  });

  it('redraws at most ten times a second', () => {
    const { feed, stream } = session({ step: 1 });
    feed(
      [started(), ...Array.from({ length: 50 }, (_, trial) => finished(trial, {}, [0, 0, 0, 0])).flat()].slice(0, 300),
    );
    expect(frames(stream)).toBe(3);
  });

  it('keeps the times going while a trial runs long, without keeping the process alive', () => {
    const { feed, idle, stream, close } = session();
    feed([started()]);
    idle(3000);
    expect(plain(stream)).toContain('00:02');
    close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows a notice once, above, and counts its repetitions at the end', () => {
    const { feed, close, stream, output } = session();
    feed([
      started(),
      ...[1, 2, 3].map((trial) => noticed('solver-not-converged', 'Stopped at 100 iterations.', trial)),
      ended(),
    ]);
    expect(plain(stream).split('Stopped at').length).toBe(2);
    close();
    expect(lines(stream).at(-1)).toBe('solver-not-converged: 2 more');
    expect(plain(output)).not.toContain('solver');
  });

  it('tells a long notice in full at the end', () => {
    const { feed, close, stream } = session();
    feed([started(), noticed('long', `${'word '.repeat(30)}the end`), ended()]);
    expect(plain(stream)).not.toContain('the end');
    close();
    expect(plain(stream)).toContain('the end\n');
  });

  it('shows the first failure of an origin only', () => {
    const { feed, stream } = session();
    feed([started(), ...failed(0, 'The loss is NaN.', 'f1'), ...failed(1, 'The loss is NaN again.', 'f1')]);
    expect(plain(stream)).toContain('trial 0 failed, diverged: The loss is NaN.\n');
    expect(plain(stream)).not.toContain('again');
  });

  it('leaves the last column free, for every width', () => {
    for (let columns = 40; columns <= 200; columns += 20) {
      const { feed, stream } = session({ columns, step: 200, params: { details: true } });
      feed(busy());
      expect(Math.max(...lines(stream).map((line) => line.length))).toBeLessThan(columns);
    }
  });

  it('prints a line for each trial that ended when asked for details', () => {
    const { feed, close, stream } = session({ params: { details: true }, step: 0 });
    feed([started(), ...finished(0, { 'svc.C': 1.66810053 }, [0.5]), ...failed(1, 'Broken.', 'f1')]);
    close();
    expect(plain(stream)).toContain('trial 0 finished  0.5 accuracy  2 ms  svc.C=1.6681\n');
    expect(plain(stream)).toContain('trial 1 failed  diverged: Broken.  7 ms\n');
  });

  it('writes the summary to the output', () => {
    const { feed, close, output } = session();
    feed([...busy(), ended()]);
    close();
    expect(lines(output)[2]).toMatch(/^rank {2}trial {2}accuracy/);
    expect(output.text).toContain('\u001b[1m');
  });

  it.each([
    ['NO_COLOR', { NO_COLOR: '1' }, {}],
    ['the color parameter', {}, { color: false }],
  ])('has no colors with %s', (_, environment, params) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const { feed, close, stream, output } = session({ params });
    feed([...busy(), ended()]);
    close();
    expect(stream.text + output.text).not.toMatch(/\u001b\[\d+(;\d+)*m/);
  });

  it('never redraws a dumb terminal, and keeps to ASCII there', () => {
    vi.stubEnv('TERM', 'dumb');
    const { feed, close, stream, output } = session();
    feed([...busy(), ended()]);
    close();
    expect(stream.text + output.text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('keeps to ASCII where the locale is not UTF-8', () => {
    vi.stubEnv('LC_ALL', 'POSIX');
    const { feed, stream } = session();
    feed(busy());
    expect(plain(stream)).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe('in a file or pipe', () => {
  it('is quiet but for what goes wrong, and the summary', () => {
    const { feed, close, stream, output } = session({ isTTY: false, step: 500 });
    feed([
      ...busy(),
      noticed('code', 'A text.'),
      { type: 'decided', at: 4000, code: 'time-spent', text: 'Spent.' },
      ended(),
    ]);
    expect(stream.text).toBe(
      'trial 7 failed, diverged: The loss is infinite after epoch 3; lower the learnin…\ncode: A text.\ntime-spent: Spent.\n',
    );
    close();
    expect(stream.text.split('\n').length).toBe(4);
    expect(output.text).toContain('61 trials in 6.2 s: 51 finished, 3 failed, 6 stopped, 1 under way');
    expect(output.text).not.toContain('\u001b');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('prints details when asked', () => {
    const { feed, stream } = session({ isTTY: false, params: { details: true } });
    feed([started(), ...finished(0, {}, [0.5])]);
    expect(stream.text).toBe('trial 0 finished  0.5 accuracy  2 ms\n');
  });

  it('shows findings with their severity', () => {
    const { feed, stream } = session({ isTTY: false });
    const finding = {
      code: 'leak',
      severity: 'warning',
      message: 'The scaler saw all rows.',
      confidence: 1,
      evidence: {},
    } as const;
    feed([started(), { type: 'finding', at: 1, finding }]);
    expect(stream.text).toBe('warning leak: The scaler saw all rows.\n');
  });

  it('takes 80 columns where the width is unknown', () => {
    const { feed, close, output } = session({ isTTY: false, columns: 0 });
    feed(busy());
    close();
    expect(Math.max(...lines(output).map((line) => line.length))).toBe(77);
  });

  it('says nothing of a study that could not begin', () => {
    const { close, output } = session({ isTTY: false });
    close();
    expect(output.text).toBe('');
  });
});
