// Names for new columns that no other column of the table has.

/** The names wanted; where one is taken, by `others` or by an earlier one, it is followed by (2), (3), …. */
export function distinctNames(wanted: readonly string[], others: readonly string[]): string[] {
  const taken = new Set(others);
  return wanted.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name} (${count})`;
    taken.add(free);
    return free;
  });
}
