/* Whether a paper is the office's and in force, by its seal and a list of states: the same answers as
   engine/seals/offline.py. */

import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { decoded, signedPart } from './cbor.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DAY = 86_400_000;
const SKEW = 600_000;
const AHEAD = 14 * 3_600_000;
const WIDTH = 8;
const LISTED = { 1: 'superseded', 2: 'revoked', 3: 'draft' };

class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/* `keys`: [{ public: base 64, until: ISO date or null }]; `listed`: bytes or null; `now`: milliseconds. */
export function check(text, keys, listed, now) {
  const pinned = keys.map(one => known(one));
  let seal;
  try {
    seal = parsed(text, pinned);
  } catch (wrong) {
    return { code: wrong instanceof Refused ? wrong.code : 'unreadable' };
  }
  if (!listed) return { code: 'no_list', seal };
  try {
    const states = parsedStates(listed, pinned);
    return { code: state(seal, states, now), seal, listedAt: states.issuedAt };
  } catch {
    return { code: 'list_forged', seal };
  }
}

export function parsedStates(content, pinned) {
  const { key, claims } = opened(content, pinned, 'terbit-states-1');
  const issuedAt = claims.get(1) * 1000;
  if (key.until && day(issuedAt - DAY) > key.until) throw new Refused('list_forged');
  const marks = claims.get(3);
  const found = new Map();
  for (const [number, name] of Object.entries(LISTED)) {
    const joined = marks.get(Number(number)) ?? new Uint8Array();
    for (let at = 0; at < joined.length; at += WIDTH) found.set(hex(joined.subarray(at, at + WIDTH)), name);
  }
  return { issuedAt, until: claims.get(2) * 1000, marks: found };
}

export function known(one) {
  const key = bytesOf(one.public);
  return { id: hex(sha256(key).subarray(0, WIDTH)), key, until: one.until };
}

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}

function parsed(text, pinned) {
  const { key, claims } = opened(fromBase32(text), pinned, 'terbit-seal-1');
  const token = claims.get(5);
  if (token.length !== 16) throw new Refused('unreadable');
  const issuedOn = day(claims.get(3) * DAY);
  if (key.until && issuedOn > key.until) throw new Refused('retired');
  return { number: claims.get(1), kind: claims.get(2), issuedOn, token, keyId: key.id };
}

function state(seal, states, now) {
  const found = states.marks.get(mark(seal.token)) ?? 'in_force';
  if (found === 'superseded' || found === 'revoked') return found;
  if (now > states.until || states.issuedAt > now + SKEW) return 'list_old';
  if (seal.issuedOn > day(states.issuedAt + AHEAD)) return 'list_before';
  return found;
}

function opened(content, pinned, purpose) {
  const parts = decoded(content);
  if (!Array.isArray(parts) || parts.length !== 4) throw new Refused('unreadable');
  const [protectedHead, , payload, signature] = parts;
  const head = decoded(protectedHead);
  if (head.get(1) !== -8) throw new Refused('unreadable');
  const key = pinned.find(one => one.id === hex(head.get(4)));
  if (!key) throw new Refused('unknown_key');
  if (!holds(signature, signedPart(protectedHead, purpose, payload), key.key)) throw new Refused('altered');
  return { key, claims: decoded(payload) };
}

function holds(signature, message, key) {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

function fromBase32(text) {
  const wanted = text.trim().split('/').pop().toUpperCase();
  if (!wanted || wanted.length > 1000) throw new Refused('unreadable');
  const found = [];
  let bits = 0;
  let value = 0;
  for (const letter of wanted) {
    const digit = LETTERS.indexOf(letter);
    if (digit < 0) throw new Refused('unreadable');
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      found.push((value >> bits) & 255);
      value &= (1 << bits) - 1;
    }
  }
  if (value !== 0 || bits >= 5) throw new Refused('unreadable');
  return Uint8Array.from(found);
}

/* The mark of a document in the list: of its check token, in the letters of the first code. */
function mark(token) {
  let number = token.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let letters = '';
  for (let at = 0; at < 26; at += 1) {
    letters = CROCKFORD[Number(number & 31n)] + letters;
    number >>= 5n;
  }
  return hex(sha256(new TextEncoder().encode(letters)).subarray(0, WIDTH));
}

function day(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function hex(bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
