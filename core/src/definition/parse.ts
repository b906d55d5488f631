// Text of a definition (JSON, comments and trailing commas allowed) → its value, and where each part of it stands.
import { createScanner, findNodeAtLocation, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { complain } from '../problem/messages.js';
import { Problem, type Complaint } from '../problem/problem.js';
import type { Place } from './complaints.js';
import { FORBIDDEN_KEYS, MAX_DEPTH } from './plain-json.js';
import { at, segmentsOf } from './pointer.js';
import { Source } from './source.js';

const MAX_LENGTH = 5_000_000; // characters; far more than anyone writes, little enough to read at once

// jsonc-parser's tokens: const enums cannot be imported by name under isolatedModules.
const OPEN = new Set([1, 3]);
const CLOSE = new Set([2, 4]);
const END = 17;

/** A definition read from text. `complaints` are those that only the text can show, such as a key said twice. */
export class Parsed extends Source {
  private lines: readonly number[] | undefined;

  constructor(
    readonly value: unknown,
    readonly complaints: readonly Complaint[],
    private readonly text: string,
    private readonly tree: Node,
    readonly file: string | undefined,
  ) {
    super();
  }

  /** Where a pointer stands; the nearest place around it when it is not in the file. */
  readonly locate = (pointer: string): Place => {
    const path: (string | number)[] = [];
    let found = this.tree;
    for (const segment of segmentsOf(pointer)) {
      path.push(found.type === 'array' ? Number(segment) : segment);
      const next = findNodeAtLocation(this.tree, path);
      if (next === undefined) break;
      found = next;
    }
    // A member begins at its key.
    const start = found.parent?.type === 'property' ? found.parent : found;
    this.lines ??= lineStarts(this.text);
    return placeAt(this.lines, start.offset);
  };
}

/**
 * Throws a {@link Problem} with line and column when the text is not JSON, is longer than 5 million characters or
 * nested deeper than 100.
 */
export function parseDefinition(source: string, file?: string): Parsed {
  // A byte order mark is no part of the text.
  const text = source.replace(/^\uFEFF/, '');
  if (text.length > MAX_LENGTH) throw new Problem([complain('tooLong', { length: text.length, limit: MAX_LENGTH })]);
  refuseDepth(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  // Only the first: what follows a syntax error is mostly its echo.
  if (first !== undefined) throw syntaxProblem(text, printParseErrorCode(first.error), first.offset);
  if (tree === undefined) throw syntaxProblem(text, 'ValueExpected', 0);
  const complaints: Complaint[] = [];
  const lines = lineStarts(text);
  const value = valueOf(tree, '', (code, key, pointer, offset) => {
    complaints.push({ ...complain(code, { key }, pointer), ...placeAt(lines, offset) });
  });
  return new Parsed(value, complaints, text, tree, file);
}

/** What can be made of a text that somebody is writing, whatever is wrong with it. Throws where it is nested too deep. */
export function parseUnfinished(source: string): unknown {
  refuseDepth(source);
  return parse(source, [], { allowTrailingComma: true });
}

/** The parser is recursive, so nesting is measured before it runs. */
function refuseDepth(text: string): void {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPEN.has(token)) depth++;
    if (CLOSE.has(token)) depth--;
    if (depth <= MAX_DEPTH) continue;
    const place = placeAt(lineStarts(text), scanner.getTokenOffset());
    throw new Problem([{ ...complain('tooDeep', { limit: MAX_DEPTH }), ...place }]);
  }
}

type Report = (code: 'duplicateKey' | 'forbiddenKey', key: string, pointer: string, offset: number) => void;

function valueOf(node: Node, pointer: string, report: Report): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child, i) => valueOf(child, at(pointer, i), report));
  return node.type === 'object' ? membersOf(node, pointer, report) : (node.value as unknown);
}

function membersOf(node: Node, pointer: string, report: Report): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const { children, offset } of node.children ?? []) {
    const [name, content] = children as [Node, Node];
    const key = name.value as string;
    const inside = at(pointer, key);
    if (FORBIDDEN_KEYS.has(key)) report('forbiddenKey', key, inside, offset);
    else if (Object.hasOwn(members, key)) report('duplicateKey', key, inside, offset);
    else members[key] = valueOf(content, inside, report);
  }
  return members;
}

function syntaxProblem(text: string, error: string, offset: number): Problem {
  const place = placeAt(lineStarts(text), offset);
  const found = text.slice(offset, offset + 20).split(/\s/)[0] ?? '';
  return new Problem([{ ...complain('notJson', { error, found }), ...place }]);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

function placeAt(lines: readonly number[], offset: number): Place {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] as number) + 1 };
}
