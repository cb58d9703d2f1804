/* What seals and lists need of CBOR (RFC 8949): numbers, bytes, texts, arrays and maps of known length, each in its
   shortest form. Maps become Map. */

export class Unreadable extends Error {}

export function decoded(bytes) {
  const reader = { bytes, at: 0 };
  const value = item(reader, 0);
  if (reader.at !== bytes.length) throw new Unreadable();
  return value;
}

function item(reader, depth) {
  if (depth > 4) throw new Unreadable();
  const first = take(reader, 1)[0];
  const size = length(reader, first & 31);
  switch (first >> 5) {
    case 0: return size;
    case 1: return -1 - size;
    case 2: return take(reader, size);
    case 3: return new TextDecoder('utf-8', { fatal: true }).decode(take(reader, size));
    case 4: return many(reader, size, () => item(reader, depth + 1));
    case 5: return map(many(reader, size, () => [item(reader, depth + 1), item(reader, depth + 1)]));
    default: throw new Unreadable();
  }
}

function length(reader, short) {
  if (short < 24) return short;
  const width = { 24: 1, 25: 2, 26: 4 }[short];
  if (!width) throw new Unreadable();
  const size = take(reader, width).reduce((sum, byte) => sum * 256 + byte, 0);
  const least = { 1: 24, 2: 2 ** 8, 4: 2 ** 16 }[width];
  if (size < least) throw new Unreadable();
  return size;
}

function take(reader, size) {
  const end = reader.at + size;
  if (end > reader.bytes.length) throw new Unreadable();
  const found = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return found;
}

function many(reader, size, one) {
  if (size > reader.bytes.length) throw new Unreadable();
  return Array.from({ length: size }, one);
}

function map(pairs) {
  const found = new Map(pairs);
  if (found.size !== pairs.length) throw new Unreadable();
  return found;
}

/* The four parts of what COSE signs (RFC 9052, 4.4). */
export function signedPart(protectedHead, purpose, payload) {
  const text = new TextEncoder();
  return join([
    [0x84], head(3, 10), text.encode('Signature1'),
    head(2, protectedHead.length), protectedHead,
    head(2, purpose.length), text.encode(purpose),
    head(2, payload.length), payload
  ]);
}

function head(kind, size) {
  const top = kind << 5;
  if (size < 24) return [top | size];
  if (size < 2 ** 8) return [top | 24, size];
  if (size < 2 ** 16) return [top | 25, size >> 8, size & 255];
  return [top | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
