// A Markdown page as the check sees it: snippets, links, headings, each with its line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { readMarks, type Marks } from './marks.js';

/** Something wrong in a page. */
export interface Fault {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

export interface Snippet {
  readonly page: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly marks: Marks;
  readonly text: string;
}

interface Link {
  readonly line: number;
  readonly url: string;
}

export interface Page {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly snippets: readonly Snippet[];
  readonly links: readonly Link[];
  readonly anchors: ReadonlySet<string>;
}

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

export function readPage(root: string, path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  const nodes = [...walk(fromMarkdown(text))];
  const slugger = new GithubSlugger();
  return {
    path,
    text,
    snippets: nodes.flatMap((node) => (node.type === 'code' ? [snippet(path, node)] : [])),
    links: nodes.flatMap((node) =>
      node.type === 'link' || node.type === 'image' || node.type === 'definition'
        ? [{ line: lineOf(node), url: node.url }]
        : [],
    ),
    anchors: new Set(nodes.flatMap((node) => (node.type === 'heading' ? [slugger.slug(plain(node))] : []))),
  };
}

function snippet(page: string, node: Extract<Node, { type: 'code' }>): Snippet {
  const { lang, meta, value } = node;
  return { page, line: lineOf(node), language: lang ?? '', marks: readMarks(meta ?? ''), text: `${value}\n` };
}

function* walk(node: Node): Generator<Node> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

/** What a heading says, without its markup. */
function plain(node: Node): string {
  return [...walk(node)].map((each) => (each.type === 'text' || each.type === 'inlineCode' ? each.value : '')).join('');
}

function lineOf(node: Node): number {
  return node.position?.start.line ?? 1;
}
