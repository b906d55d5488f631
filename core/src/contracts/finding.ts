import type { Json, JsonObject } from './json.js';

/** How much a finding matters. */
export type Severity = 'info' | 'warning' | 'error';

/** One operation of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'test' | 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/** A change of the definition that removes a cause. */
export interface Fix {
  /** `safe` cannot change what the score means; `suggest` is for the user to decide. */
  readonly safety: 'safe' | 'suggest';
  /** Begins with a `test`, so that a stale patch fails. */
  readonly patch: readonly PatchOperation[];
}

/** A cause that a diagnosis names. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON pointer into the definition; absent when the finding is about no one place. */
  readonly pointer?: string;
  /** In [0, 1]. */
  readonly confidence: number;
  readonly evidence: JsonObject;
  readonly fix?: Fix;
}
