// The program and its arguments, with groups that are there only while their parameters are. Pure.
import { fill, namesIn, readTemplate, type Template } from './template.js';
import type { Use } from './placeholders.js';

/** One argument, or several that disappear together. */
interface Entry {
  readonly group: boolean;
  readonly templates: readonly Template[];
}
export type CommandLine = readonly Entry[];

/** Of `["train", "--lr", "{lr}", ["--momentum", "{momentum}"]]`. */
export function readCommandLine(run: readonly (string | readonly string[])[]): CommandLine {
  return run.map((entry) => {
    const texts = typeof entry === 'string' ? [entry] : entry;
    return { group: typeof entry !== 'string', templates: texts.map(readTemplate) };
  });
}

/** Every placeholder and where it stands. */
export function usesOf(line: CommandLine): Use[] {
  return line.flatMap(({ group, templates }, i) =>
    templates.flatMap((template, j) => {
      const pointer = group ? `/objective/run/${i}/${j}` : `/objective/run/${i}`;
      return namesIn(template).map((name) => ({ name, pointer, mayLack: group }));
    }),
  );
}

/** The arguments, the program first. An argument outside a group whose value is missing is left out as well. */
export function argumentsOf(line: CommandLine, value: (name: string) => string | undefined): string[] {
  return line.flatMap(({ templates }) => {
    const filled = templates.map((template) => fill(template, value));
    return filled.some((text) => text === undefined) ? [] : (filled as string[]);
  });
}

const HARMLESS = /^[\w./:=+,@%-]+$/;

/** A value as one word of a POSIX shell. */
export function quoted(value: string): string {
  return HARMLESS.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
