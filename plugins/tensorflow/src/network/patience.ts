// When a training inside one fit is done: the lowest loss on held-out rows, and how long ago it was.

/** Where {@link Patience} stands; JSON but for an infinite loss, which it starts with. */
export interface PatienceState {
  readonly best: number | null;
  readonly bestEpoch: number;
}

export class Patience {
  private best: number;
  private bestEpoch: number;
  private epoch: number;

  /** @param state Where an earlier part of the training left off. */
  constructor(
    private readonly patience: number,
    private readonly minimumGain: number,
    state: PatienceState = { best: null, bestEpoch: 0 },
    epoch = 0,
  ) {
    this.best = state.best ?? Infinity;
    this.bestEpoch = state.bestEpoch;
    this.epoch = epoch;
  }

  /** Whether the loss of the epoch is the lowest so far. */
  improves(epoch: number, loss: number): boolean {
    this.epoch = epoch;
    if (!(loss < this.best - this.minimumGain)) return false;
    this.best = loss;
    this.bestEpoch = epoch;
    return true;
  }

  get exhausted(): boolean {
    return this.epoch - this.bestEpoch >= this.patience;
  }

  state(): PatienceState {
    return { best: this.best === Infinity ? null : this.best, bestEpoch: this.bestEpoch };
  }
}
