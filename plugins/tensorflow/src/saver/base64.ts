// Numbers as text, for JSON: the bytes of 32-bit floats in base64, little-endian as everywhere Node runs.

export function toBase64(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

export function fromBase64(text: string): Float32Array {
  // A copy of its own: a small Buffer lies anywhere in a shared block, floats need multiples of four.
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
}
