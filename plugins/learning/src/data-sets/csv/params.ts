// What a definition says about a file of rows.
import Type, { type Static } from 'typebox';

const character = { minLength: 1, maxLength: 1 };

export const Params = Type.Object(
  {
    path: Type.String({ minLength: 1, path: true, description: 'The file, relative to the definition.' }),
    target: Type.String({ description: 'Name of the column to predict.' }),
    task: Type.Optional(
      Type.Enum(['classification', 'regression'], {
        description:
          'What to do with the target. By default texts are classes; numbers are classes when they are two whole numbers, ' +
          'or at most 20 of them in at least 5 rows each on average; other numbers are for regression.',
      }),
    ),
    time: Type.Optional(
      Type.String({ description: 'Name of the column that orders the rows in time: numbers, or ISO dates.' }),
    ),
    groups: Type.Optional(Type.String({ description: 'Name of the column whose equal values must not be divided.' })),
    weights: Type.Optional(Type.String({ description: 'Name of the column with the weight of each row, ≥ 0.' })),
    columns: Type.Record(Type.String(), Type.Enum(['numeric', 'categorical', 'ignore']), {
      default: {},
      description:
        'Columns by name: "numeric", "categorical", or "ignore" to leave it out. Columns that are not named are numeric ' +
        'when all their values are numbers, else categorical.',
    }),
    separator: Type.Optional(
      Type.String({
        ...character,
        description: 'What stands between fields. By default , ; tab or |, whichever fits.',
      }),
    ),
    quote: Type.String({ ...character, default: '"', description: 'What stands around fields; doubled within them.' }),
    header: Type.Boolean({
      default: true,
      description: 'Whether the first line names the columns; if not, they are called c1, c2, and so on.',
    }),
    encoding: Type.Enum(['utf-8', 'latin1'], {
      default: 'utf-8',
      description: 'How characters are written as bytes; "latin1" is read as Windows-1252.',
    }),
    missing: Type.Array(Type.String(), {
      default: ['', 'NA', 'NaN', 'nan', 'null', '?'],
      description: 'Texts that mean that a value is missing. An empty field always does.',
    }),
    decimal: Type.Enum(['.', ','], { default: '.', description: 'What stands before the decimals of a number.' }),
  },
  { additionalProperties: false },
);

export type CsvParams = Static<typeof Params>;
