// Gathers what is wrong while a definition is read, so that all of it is said at once.
import { complain, type Facts, type MessageCode } from '../problem/messages.js';
import { Problem, type Complaint } from '../problem/problem.js';
import { within } from './pointer.js';

export class Complaints {
  private readonly list: Complaint[] = [];

  add<C extends MessageCode>(code: C, pointer: string, ...[facts]: Facts<C>): void {
    this.take(complain(code, facts, pointer));
  }

  take(complaint: Complaint): void {
    const said = this.list.some(({ text, pointer }) => text === complaint.text && pointer === complaint.pointer);
    if (!said) this.list.push(complaint);
  }

  get count(): number {
    return this.list.length;
  }

  /** Whether anything is wrong at a place or inside it. */
  touch(pointer: string): boolean {
    return this.list.some((complaint) => complaint.pointer !== undefined && within(complaint.pointer, pointer));
  }

  /** All that was gathered, in the order of the file. */
  problem(locate?: (pointer: string) => Place | undefined): Problem {
    const placed = this.list.map((complaint) => ({ ...complaint, ...placeOf(complaint, locate) }));
    return new Problem(placed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)));
  }
}

/** A place in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

function placeOf(complaint: Complaint, locate?: (pointer: string) => Place | undefined): Place | undefined {
  if (complaint.line !== undefined || complaint.pointer === undefined) return undefined;
  return locate?.(complaint.pointer);
}
