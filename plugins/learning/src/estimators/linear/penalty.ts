/** Factors of each column: α_j of |V_aj| and λ_j of ½ V_aj². */
export interface Penalty {
  readonly absolute: Float64Array;
  readonly squared: Float64Array;
}
