// Gathers what is wrong while a definition is read, so that all of it is said at once.
import { complain, type Facts, type MessageCode } from '../problem/messages.js';
import { Problem, type Complaint } from '../problem/problem.js';
import { within } from './pointer.js';

/** More than anyone reads; the rest is counted. */
const MOST = 1000;

export class Complaints {
  private readonly list: Complaint[] = [];
  private readonly said = new Set<string>();
  private more = 0;

  add<C extends MessageCode>(code: C, pointer: string, ...[facts]: Facts<C>): void {
    // Sentences of suggestions take time, so none is made that nobody will read.
    if (this.list.length >= MOST) this.more++;
    else this.take(complain(code, facts, pointer));
  }

  take(complaint: Complaint): void {
    if (this.list.length >= MOST) {
      this.more++;
      return;
    }
    const before = this.said.size;
    if (this.said.add(`${complaint.pointer ?? ''}\n${complaint.text}`).size > before) this.list.push(complaint);
  }

  get count(): number {
    return this.list.length + this.more;
  }

  /** Whether anything is wrong at a place or inside it. */
  touch(pointer: string): boolean {
    if (this.more > 0) return true;
    return this.list.some((complaint) => complaint.pointer !== undefined && within(complaint.pointer, pointer));
  }

  /** All that was gathered, in the order of the file. */
  problem(locate?: (pointer: string) => Place | undefined): Problem {
    const placed = this.list.map((complaint) => ({ ...complaint, ...placeOf(complaint, locate) }));
    const rest = this.more === 0 ? [] : [complain('manyMore', { count: this.more })];
    return new Problem([...placed.sort(inOrder), ...rest]);
  }
}

/** A place in a file. */
export interface Place {
  /** Absent: the file of the definition itself. What was said on a command line has this alone. */
  readonly file?: string;
  /** Both from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** The file of the definition first, then those that it extends. */
function inOrder(a: Place, b: Place): number {
  const [one, other] = [a.file ?? '', b.file ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function placeOf(complaint: Complaint, locate?: (pointer: string) => Place | undefined): Place | undefined {
  const placed = complaint.line !== undefined || complaint.file !== undefined;
  if (placed || complaint.pointer === undefined) return undefined;
  return locate?.(complaint.pointer);
}
