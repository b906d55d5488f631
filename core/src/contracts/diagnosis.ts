import type { Finding } from './finding.js';
import type { Data } from './table.js';
import type { Fold } from './splitter.js';
import type { JsonObject } from './json.js';
import type { History } from './history.js';

/** When a diagnosis can tell: from the definition, from the data, during the study, or from its end. */
export type Phase = 'definition' | 'data' | 'live' | 'post-hoc';
/** All that a diagnosis may look at. What the phase cannot know yet is absent. */
export interface Evidence {
  readonly definition: JsonObject;
  readonly data?: Data;
  readonly folds?: readonly Fold[];
  readonly history?: History;
}

/** What a diagnosis has to say: what it found, if anything, or why it cannot tell. */
export type Examination =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'abstained'; readonly reason: string };

/** Looks for one cause. A pure function of the evidence: no I/O, no clock, no randomness. */
export interface DiagnosisPlugin {
  examine(evidence: Evidence): Examination;
}
