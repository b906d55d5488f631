// Sizes of gradients, and limits to them.

/** Euclidean length; not finite if any number is not. */
export function lengthOf(values: Float32Array): number {
  let square = 0;
  for (let i = 0; i < values.length; i++) square += (values[i] as number) ** 2;
  return Math.sqrt(square);
}

/** The length of all gradients taken as one vector. */
export function totalOf(lengths: readonly number[]): number {
  return Math.sqrt(lengths.reduce((sum, length) => sum + length * length, 0));
}

/** Cuts each number to [−limit, limit], in place. */
export function clipByValue(gradients: readonly Float32Array[], limit: number): void {
  for (const gradient of gradients)
    for (let i = 0; i < gradient.length; i++) gradient[i] = Math.max(-limit, Math.min(limit, gradient[i] as number));
}

/** Shortens all gradients alike, in place, so that together they are no longer than the limit (Pascanu et al. 2013). */
export function clipByGlobalNorm(gradients: readonly Float32Array[], limit: number): void {
  const total = totalOf(gradients.map(lengthOf));
  if (total <= limit) return;
  const factor = limit / total;
  for (const gradient of gradients)
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * factor;
}
