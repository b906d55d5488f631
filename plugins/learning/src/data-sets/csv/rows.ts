// Takes the text of a file apart into rows of fields, batch by batch.
import Papa, { type ParseResult } from 'papaparse';
import { countOf, fieldStart, longField, placeIn, rowStart, type Dialect } from './fields.js';
import { placed, problem, type Place } from './sentences.js';
import type { TextFile } from './text-file.js';

/** Characters of one field at most. What is longer is nearly always a quote that nobody closed. */
const FIELD_LIMIT = 1 << 20;

/** Some rows that follow each other. */
export interface Batch {
  readonly rows: readonly (readonly string[])[];
  /** Where a field begins in the file; if the row has no such field, where the row ends. */
  readonly place: (row: number, field: number) => Place;
}

/** All rows, the header among them. Blank lines are skipped. @throws {Problem} quotes that are wrong, too long a field. */
export async function* batchesOf(file: TextFile, dialect: Dialect): AsyncGenerator<Batch> {
  const cutter = new RowCutter(file.name, dialect);
  for await (const text of file.texts()) yield cutter.push(text);
  yield cutter.end();
}

/** The rows of a text that are complete. */
export function parseRows(text: string, dialect: Dialect, whole: boolean, most = 0): ParseResult<string[]> {
  return parserOf(dialect, most).parse(text, 0, !whole) as ParseResult<string[]>;
}

/** `most` rows at most; 0 for all. */
function parserOf({ separator: delimiter, quote: quoteChar, newline }: Dialect, most: number): Papa.Parser {
  return new Papa.Parser({ delimiter, quoteChar, newline, preview: most });
}

class RowCutter {
  private rest = '';
  /** Of the beginning of `rest`, from 1. */
  private line = 1;
  private readonly parser: Papa.Parser;

  constructor(
    private readonly file: string,
    private readonly dialect: Dialect,
  ) {
    this.parser = parserOf(dialect, 0);
  }

  push(text: string): Batch {
    return this.cut(this.rest + text, false);
  }

  end(): Batch {
    return this.cut(this.rest, true);
  }

  private cut(text: string, whole: boolean): Batch {
    const { data, errors, meta } = this.parser.parse(text, 0, !whole) as ParseResult<string[]>;
    // About the last row nothing can be said before it is complete.
    const [error] = errors.filter(({ row }) => whole || (row ?? 0) < data.length);
    if (error !== undefined) throw this.quoteProblem(text, (error.index ?? 1) - 1, error.code);
    const line = this.line;
    this.line += countOf(text, this.dialect.newline, meta.cursor);
    this.rest = text.slice(meta.cursor);
    if (this.rest.length > FIELD_LIMIT) this.demandShortFields();
    return batchOf(text, data, line, this.dialect);
  }

  private quoteProblem(text: string, position: number, code: string): Error {
    const at = placed(this.file, placeIn(text, position, this.line, this.dialect.newline));
    const { quote, separator } = this.dialect;
    if (code === 'MissingQuotes') return problem('csvOpenQuote', { at, quote });
    return problem('csvTextAfterQuote', { at, quote, separator: JSON.stringify(separator) });
  }

  private demandShortFields(): void {
    const { rest, dialect, line } = this;
    const start = longField(rest, FIELD_LIMIT, dialect);
    if (start < 0) return;
    throw problem('csvLongField', {
      at: placed(this.file, placeIn(rest, start, line, dialect.newline)),
      limit: FIELD_LIMIT.toLocaleString('en-US'),
      quoted: rest[start] === dialect.quote,
      quote: dialect.quote,
    });
  }
}

function batchOf(text: string, all: readonly string[][], line: number, dialect: Dialect): Batch {
  const isBlank = (row: readonly string[]): boolean => row.length === 1 && (row[0] as string).trim() === '';
  const rows = all.some(isBlank) ? all.filter((row) => !isBlank(row)) : all;
  return {
    rows,
    place: (row, field) => {
      const index = rows === all ? row : all.indexOf(rows[row] as string[]);
      const position = fieldStart(text, rowStart(text, index, dialect), field, dialect);
      return placeIn(text, position, line, dialect.newline);
    },
  };
}
