import type { Column, Gate } from './column.js';

/** Whether a dimension is active, given the cells that the choices before it took; negative where inactive. */
export function isActive(column: Column, cells: Int32Array): boolean {
  const { gates } = column;
  for (let i = 0; i < gates.length; i++) {
    const { parent, allowed } = gates[i] as Gate;
    const cell = cells[parent] as number;
    if (cell < 0 || allowed[cell] === 0) return false;
  }
  return true;
}
