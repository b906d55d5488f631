// A text with placeholders, such as `--lr={lr}`. Pure.

/** Literal text, or the name of a placeholder. */
type Piece = { readonly text: string } | { readonly name: string };
export type Template = readonly Piece[];

// `{{` stands for `{`. A brace that is not around a name stands for itself, so that JSON can be written as it is.
const BRACE = /\{\{|\{([A-Za-z_][\w.-]*)\}/g;

export function readTemplate(text: string): Template {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, 1: name, index } of text.matchAll(BRACE)) {
    pieces.push({ text: text.slice(end, index) }, name === undefined ? { text: '{' } : { name });
    end = index + found.length;
  }
  return [...pieces, { text: text.slice(end) }];
}

export function namesIn(template: Template): string[] {
  return template.flatMap((piece) => ('name' in piece ? [piece.name] : []));
}

/** The text with values in place; undefined as soon as one is missing. */
export function fill(template: Template, value: (name: string) => string | undefined): string | undefined {
  let text = '';
  for (const piece of template) {
    const part = 'text' in piece ? piece.text : value(piece.name);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}
