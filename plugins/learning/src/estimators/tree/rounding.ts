/** Splits whose scores differ by less than this share of their scale are equally good, and the first one is taken. */
export const ROUNDING = 1e-12;
