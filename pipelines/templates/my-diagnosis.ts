import { Diagnosis, type DiagnosisPlugin, type Evidence, type Examination } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    ratio: Type.Number({
      minimum: 1,
      default: 2,
      description: 'Rows a column below which it is said that there are few.',
    }),
  },
  { additionalProperties: false },
);

@Diagnosis({
  name: 'my-diagnosis',
  summary: 'Tell when there are few rows for so many columns.',
  params: Params,
  code: 'my-diagnosis',
  phase: 'data',
})
export class MyDiagnosis implements DiagnosisPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  // A pure function of the evidence: no files, no clock, no randomness.
  examine({ data }: Evidence): Examination {
    if (data === undefined) return { kind: 'abstained', reason: 'there are no data to look at' };
    const { length: rows, columns } = data.features;
    if (rows >= this.params.ratio * columns.length) return { kind: 'findings', findings: [] };
    return {
      kind: 'findings',
      findings: [
        {
          code: 'my-diagnosis',
          severity: 'warning',
          message: `There are only ${rows} rows for ${columns.length} columns. Select columns, or regularize more.`,
          pointer: '/data',
          confidence: 0.6,
          evidence: { rows, columns: columns.length },
        },
      ],
    };
  }
}
