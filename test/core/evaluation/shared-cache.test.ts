import { describe, expect, it, vi } from 'vitest';
import { SharedCache } from '../../../core/src/evaluation/shared-cache.js';

const block = (kilobytes: number): Float64Array => new Float64Array(kilobytes * 128);

/** Which of the keys must be made again. */
function missing(cache: SharedCache, keys: string): string {
  return Array.from(keys)
    .filter((key) => {
      let made = false;
      cache.get(key, () => (made = true));
      return made;
    })
    .join('');
}

describe('the shared cache', () => {
  it('makes a value once, also undefined', () => {
    const cache = new SharedCache();
    const make = vi.fn(() => undefined);
    cache.get('a', make);
    cache.get('a', make);
    expect(make).toHaveBeenCalledOnce();
  });

  it('drops what was used least recently when it grows too large', () => {
    const cache = new SharedCache(4096);
    for (const key of 'abc') cache.get(key, () => block(1));
    cache.get('a', () => block(1));
    cache.get('d', () => block(2));
    expect(missing(cache, 'acd')).toBe('');
    expect(missing(cache, 'b')).toBe('b');
  });

  it('keeps the newest value, however large', () => {
    const cache = new SharedCache(1024);
    cache.get('a', () => block(1));
    const large = cache.get('b', () => block(50));
    expect(cache.get('b', () => block(1))).toBe(large);
    expect(missing(cache, 'a')).toBe('a');
  });

  it('weighs typed arrays inside of objects and lists', () => {
    const cache = new SharedCache(4096);
    cache.get('a', () => ({ rows: { train: block(1), test: block(1) } }));
    cache.get('b', () => [block(1), new Uint8Array(1024)]);
    expect(missing(cache, 'a')).toBe('a');
  });

  it('keeps nothing of what throws', () => {
    const cache = new SharedCache();
    const broken = (): never => {
      throw new Error('broken');
    };
    expect(() => cache.get('a', broken)).toThrow('broken');
    expect(cache.get('a', () => 1)).toBe(1);
  });

  it('shares a promise, but makes one that was rejected again', async () => {
    const cache = new SharedCache();
    const loaded = cache.get('good', () => Promise.resolve(1));
    expect(cache.get('good', () => Promise.resolve(2))).toBe(loaded);
    await expect(cache.get('bad', () => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(await cache.get('bad', () => Promise.resolve(3))).toBe(3);
    expect(await cache.get('good', () => Promise.resolve(2))).toBe(1);
  });
});
