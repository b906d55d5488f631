/** A file that ships with the package. This module lies one folder below the package's root, bundled or not. */
export function dataFile(name: string): URL {
  return new URL(`../data/${name}`, import.meta.url);
}
