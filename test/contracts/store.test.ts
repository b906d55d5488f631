import { Problem, type StorePlugin, type StudyEvent, type StudyLog } from '@tunewright/core';
import { describe } from 'vitest';
import { made, proves, refuse } from './proof.js';

interface Kept {
  readonly location: string;
  readonly name: string;
  readonly identity: string;
  events: StudyEvent[];
  writing: boolean;
}

interface Parts {
  keep(event: StudyEvent): StudyEvent;
  give(events: readonly StudyEvent[]): readonly StudyEvent[];
  matches(kept: Kept, name: string, identity: string): boolean;
  finished(kept: Kept): boolean;
  /** Whether a second writer is turned away. */
  locks: boolean;
}

const good: Parts = {
  keep: (event) => structuredClone(event),
  give: (events) => events,
  matches: (kept, name, identity) => kept.name === name && kept.identity === identity,
  finished: ({ events }) => events.at(-1)?.type === 'study-finished',
  locks: true,
};

/** Keeps logs in memory. */
class Memory implements StorePlugin {
  private readonly logs: Kept[] = [];

  constructor(private readonly parts: Parts) {}

  open(name: string, identity: string, resume: boolean): StudyLog {
    const kept = resume ? this.find(name, identity) : this.begin(name, identity);
    if (kept.writing && this.parts.locks) throw Problem.of('locked', 'Another process writes to it.');
    kept.writing = true;
    return {
      location: kept.location,
      past: this.parts.give([...kept.events]),
      append: (event) => void kept.events.push(this.parts.keep(event)),
      close: () => void (kept.writing = false),
    };
  }

  list() {
    return this.logs.map((kept) => {
      const { location, identity, name } = kept;
      const trials = kept.events.filter((event) => event.type === 'trial-proposed' && event.continued !== true).length;
      return { location, identity, name, trials, finished: this.parts.finished(kept) };
    });
  }

  private begin(name: string, identity: string): Kept {
    const kept: Kept = { location: `log ${this.logs.length}`, name, identity, events: [], writing: false };
    this.logs.push(kept);
    return kept;
  }

  private find(name: string, identity: string): Kept {
    const { matches, finished } = this.parts;
    const kept = this.logs.findLast((each) => matches(each, name, identity) && !finished(each));
    if (kept === undefined) throw Problem.of('nothing', 'There is no unfinished log of it.');
    return kept;
  }
}

const store = (changes: Partial<Parts> = {}) => made('store', () => new Memory({ ...good, ...changes }));
const other = (change: (memory: Memory) => Partial<StorePlugin>) =>
  made('store', () => {
    const memory = new Memory(good);
    return {
      open: (...given) => memory.open(...given),
      list: () => memory.list(),
      ...change(memory),
    };
  });
const asJson = (event: StudyEvent): StudyEvent => JSON.parse(JSON.stringify(event)) as StudyEvent;

describe('stores', () => {
  proves(store(), {
    'begins a new log without a past': store({
      give: (events) => [...events, { type: 'decided', at: 0, code: 'time-spent', text: '' }],
    }),
    'gives back every event as it was, in order': store({ give: (events) => [...events].reverse() }),
    'gives back odd numbers: NaN, infinities, -0, the smallest and the largest': store({ keep: asJson }),
    'gives back odd texts: line ends, quotes, control characters, any script, long ones': store({
      keep: (event) => (event.type === 'noticed' ? { ...event, text: event.text.trim() } : event),
    }),
    'keeps what an event was when it was appended': store({ keep: (event) => event }),
    'goes on after what was stored, again and again': store({ give: (events) => events.slice(0, 1) }),
    'goes on after an interruption': store({
      finished: ({ events }) => ['study-finished', 'study-interrupted'].includes(events.at(-1)?.type ?? ''),
    }),
    'refuses to resume what was never begun': other((memory) => ({
      open: (name, identity) => memory.open(name, identity, false),
    })),
    'refuses to resume a finished study': store({ finished: () => false }),
    'refuses to resume a study whose definition has changed': store({ matches: (kept, name) => kept.name === name }),
    'resumes the newest unfinished log of the study': store({
      matches: (kept, _, identity) => kept.identity === identity,
    }),
    'can be asked again after it refused': other((memory) => {
      let refused = false;
      return {
        open: (...given) => {
          if (given[2] && memory.list().length === 0) refused = true;
          return refused && given[2] ? new Memory(good).open(...given) : memory.open(...given);
        },
      };
    }),
    'leaves older logs alone when a new one is begun': other((memory) => {
      const logs = new Map<string, StudyLog>();
      return {
        open: (name, identity, resume) => {
          const log = (resume ? undefined : logs.get(name)) ?? memory.open(name, identity, resume);
          logs.set(name, log);
          return log;
        },
      };
    }),
    'lets only one write to a log': store({ locks: false }),
    'keeps logs apart that are written at the same time': other((memory) => {
      let last: StudyLog;
      return {
        open: (...given) => {
          last = memory.open(...given);
          return { ...last, append: (event) => last.append(event) };
        },
      };
    }),
    'has stored an event when append returns': other((memory) => ({
      open: (...given) => {
        const log = memory.open(...given);
        const waiting: StudyEvent[] = [];
        const close = () => {
          for (const event of waiting) log.append(event);
          log.close();
        };
        return { ...log, append: (event) => void waiting.push(event), close };
      },
    })),
    'lists nothing when there is nothing': other((memory) => ({
      list: () => [...memory.list(), { location: '', name: '', identity: '', trials: 0, finished: true }],
    })),
    'lists name, identity, trials and whether it is finished': other((memory) => ({
      list: () => memory.list().map((summary) => ({ ...summary, trials: 0 })),
    })),
    'takes any name': other((memory) => ({
      open: (name, ...rest) => (/^[a-z]+$/.test(name) ? memory.open(name, ...rest) : refuse()),
    })),
  });
});
