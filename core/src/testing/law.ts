// One promise of a contract, as a check. Knows no test framework: run the laws of a suite with any.

/** `for (const law of storeLaws(make)) it(law.name, () => law.check());` */
export interface Law {
  /** What is promised, as the end of "it …". */
  readonly name: string;
  /** Throws, or rejects, when the promise is broken. */
  check(): void | Promise<void>;
}
