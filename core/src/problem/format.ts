// Complaints as the command prints them.
import type { Complaint, Problem } from './problem.js';

/** One line a complaint: `file:line:column pointer: text`, as far as these are known. */
export function formatProblem(problem: Problem, file?: string): string {
  return problem.complaints.map((complaint) => formatComplaint(complaint, file)).join('\n');
}

function formatComplaint({ text, pointer, line, column, ...complaint }: Complaint, outermost?: string): string {
  const file = complaint.file ?? outermost;
  const place = line === undefined ? file : `${file ?? 'line'}:${line}:${column ?? 1}`;
  const where = [place, pointer === '' ? '(top level)' : pointer].filter((part) => part !== undefined).join(' ');
  return where === '' ? text : `${where}: ${text}`;
}
