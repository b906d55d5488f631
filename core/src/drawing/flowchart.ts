// Text of a Mermaid flowchart. Knows nothing of studies; whatever text it is given comes out as text.

export type Shape = 'box' | 'round' | 'store' | 'verdict';

const BRACKETS: Readonly<Record<Shape, readonly [string, string]>> = {
  box: ['[', ']'],
  round: ['([', '])'],
  store: ['[(', ')]'],
  verdict: ['{{', '}}'],
};

const ARROWS = { full: '-->', dotted: '-.->', both: '<-->' } as const;

export interface Label {
  readonly title: string;
  readonly lines?: readonly string[];
}

/** Dark text on light fill, so that it reads on any background. */
const CLASSES = {
  tuned: 'fill:#e6f0ff,stroke:#2b62c0,color:#000',
  leak: 'fill:#ffe9e6,stroke:#c0392b,stroke-width:3px,color:#000',
} as const;

const INDENT = '  ';
const LONGEST_LINE = 80; // characters

export class Flowchart {
  private readonly text: string[] = [];
  private readonly used = new Set<keyof typeof CLASSES>();
  private indent = INDENT;

  /** @param id Letters and digits, and no word of Mermaid's such as `end`. */
  node(id: string, shape: Shape, { title, lines = [] }: Label, look?: keyof typeof CLASSES): void {
    const [open, close] = BRACKETS[shape];
    const label = [`<b>${escaped(title)}</b>`, ...lines.map(escaped)].join('<br/>');
    if (look !== undefined) this.used.add(look);
    this.add(`${id}${open}"${label}"${close}${look === undefined ? '' : `:::${look}`}`);
  }

  /** Nodes that `body` adds stand in a frame. Edges from outside end at the frame: they would disturb what is inside. */
  group(id: string, title: string, body: () => void): void {
    this.add(`subgraph ${id}["${escaped(title)}"]`);
    const outer = this.indent;
    this.indent += INDENT;
    // Said because frames in frames would take turns.
    this.add('direction TB');
    body();
    this.indent = outer;
    this.add('end');
  }

  edge(from: string, to: string, label: readonly string[] = [], arrow: keyof typeof ARROWS = 'full'): void {
    const text = label.length === 0 ? '' : `|"${label.map(escaped).join('<br/>')}"|`;
    this.add(`${from} ${ARROWS[arrow]}${text} ${to}`);
  }

  /** The whole chart, from top to bottom; ends with a newline. */
  toString(title: string): string {
    const classes = [...this.used].map((name) => `${INDENT}classDef ${name} ${CLASSES[name]}`);
    return `${[...headOf(title), ...this.text, ...classes].join('\n')}\n`;
  }

  private add(line: string): void {
    this.text.push(this.indent + line);
  }
}

function headOf(title: string): readonly string[] {
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    // Lines are broken where they should be; Mermaid would break them at half this width.
    'config: { flowchart: { wrappingWidth: 400 } }',
    '---',
    'flowchart TB',
  ];
}

// All that Mermaid, its Markdown or HTML could take for more than text. The colon is there because Mermaid removes the
// end of what looks like "style…:…#…;".
const SPECIAL = /["#&<>`%*_~$\\;[\]{}]|:(?! )/g;
const LIST_MARK = /^([-+]|\d+[.)])(?= )/;

/** One line of a label. Mermaid writes characters as `#60;`. */
function escaped(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length <= LONGEST_LINE ? line : `${characters.slice(0, LONGEST_LINE - 1).join('')}…`;
  const code = (character: string): string => `#${character.codePointAt(0)};`;
  return short.replace(SPECIAL, code).replace(LIST_MARK, (mark) => mark.slice(0, -1) + code(mark.slice(-1)));
}
