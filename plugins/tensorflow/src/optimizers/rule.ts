// What an optimizer is here: one rule applied to each weight's numbers. The numbers are read from the back end and
// written back once per step: ten small operations per weight and step on tensors would take longer than the network.

/** The state of one weight, as long as the weight: moments, velocities. */
export type Slots = readonly Float32Array[];

/** A published update rule. */
export interface Rule {
  /** How many numbers the rule remembers for each number of a weight. */
  readonly slots: number;
  /**
   * Changes the weights and the slots in place.
   * @param step From 1.
   */
  update(weights: Float32Array, gradient: Float32Array, slots: Slots, rate: number, step: number): void;
}
