// JSON pointers (RFC 6901).

/** The pointer of a member or entry. */
export function at(pointer: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>(
    (path, segment) => `${path}/${String(segment).replace(/~/g, '~0').replace(/\//g, '~1')}`,
    pointer,
  );
}

export function segmentsOf(pointer: string): string[] {
  const unescape = (segment: string) => segment.replace(/~1/g, '/').replace(/~0/g, '~');
  return pointer.split('/').slice(1).map(unescape);
}

/** Whether one pointer is, or lies inside, another. */
export function within(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** What a person calls the place: `C`, `layers[0]`; '' for the whole. */
export function label(pointer: string): string {
  const segments = segmentsOf(pointer);
  const last = segments.findLastIndex((segment) => !/^\d+$/.test(segment));
  const indices = segments.slice(last + 1).map((index) => `[${index}]`);
  return (segments[last] ?? '') + indices.join('');
}
