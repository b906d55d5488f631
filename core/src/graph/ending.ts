// Closes what a study holds, once, even if a part of it fails to close.

type Step = () => void | Promise<void>;

export class Ending {
  private closing: Promise<void> | undefined;

  /** @param steps Asked when the time has come. Each begins at once, in this order. */
  constructor(private readonly steps: () => readonly Step[]) {}

  /** Rejects with the first failure, at every call. */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  /** What fails is heard by whoever calls {@link close}. */
  closeQuietly(): void {
    this.close().catch(() => undefined);
  }

  private async closeAll(): Promise<void> {
    // An async function makes a rejection of what is thrown.
    const ends = await Promise.allSettled(this.steps().map(async (step) => step()));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw asError(failed.reason);
  }
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
