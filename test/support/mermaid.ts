// Mermaid's own parser of flowcharts, in Node. The package brings everything but a page to draw on, which parsing does
// not need: it only asks whether there is one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

interface Vertex {
  readonly id: string;
  readonly text: string;
  readonly classes: readonly string[];
}
interface Link {
  readonly start: string;
  readonly end: string;
  readonly text: string;
}
interface Frame {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly string[];
}
export interface Chart {
  readonly nodes: readonly Vertex[];
  readonly edges: readonly Link[];
  readonly groups: readonly Frame[];
}

interface Mermaid {
  readonly initialize: (settings: object) => void;
  readonly mermaidAPI: {
    getDiagramFromText(text: string): Promise<{
      readonly db: {
        getVertices(): ReadonlyMap<string, Vertex>;
        getEdges(): readonly Link[];
        getSubGraphs(): readonly Frame[];
      };
    }>;
  };
}

let mermaid: Mermaid | undefined;

function load(): Mermaid {
  if (mermaid) return mermaid;
  class Nothing {}
  const page = { Element: Nothing, Node: Nothing, NodeFilter: Nothing, NamedNodeMap: Nothing, DOMParser: Nothing };
  const window = {
    ...page,
    document: { nodeType: 9, implementation: {}, createElement: () => ({}) },
    addEventListener: () => undefined,
  };
  const context = createContext({ ...window, window, structuredClone, URL, console, setTimeout, clearTimeout });
  runInContext(readFileSync(createRequire(import.meta.url).resolve('@mermaid-js/tiny'), 'utf8'), context);
  const { mermaid: loaded } = context as { readonly mermaid?: Mermaid };
  if (loaded === undefined) throw new Error('Mermaid did not load.');
  loaded.initialize({ startOnLoad: false });
  return (mermaid = loaded);
}

/** What Mermaid understands; labels as a reader sees them, line breaks as `\n`. Rejects where it understands nothing. */
export async function parseChart(text: string): Promise<Chart> {
  const { db } = await load().mermaidAPI.getDiagramFromText(text);
  return {
    nodes: [...db.getVertices().values()].map((node) => ({ ...node, text: shown(node.text) })),
    edges: db.getEdges().map((edge) => ({ ...edge, text: shown(edge.text) })),
    groups: db.getSubGraphs().map((group) => ({ ...group, title: shown(group.title) })),
  };
}

/** Mermaid keeps `#60;` as `ﬂ°°60¶ß` until it draws. */
function shown(label: string): string {
  return label
    .replaceAll(/<\/?b>/g, '')
    .replaceAll('<br/>', '\n')
    .replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
