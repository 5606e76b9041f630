/**
 * SFrame (RFC 9605) with AES_256_GCM_SHA512_128: frames of voice and video, encrypted one by one.
 * A key is derived from a base key for each key id; the id says which base key, and whose frame.
 */
const SUITE = 5;
const KEY = 32;
const SALT = 12;
const TAG = 16;

const text = (words) => new TextEncoder().encode(words);

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {bigint} value @param {number} length in bytes, the most significant first */
function bytes(value, length) {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn));
}

function shortest(value) {
  let length = 1;
  while (value >> BigInt(8 * length)) {
    length += 1;
  }
  return bytes(value, length);
}

function number(all) {
  return all.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** RFC 9605 §4.3: one byte that holds small values or the lengths of large ones, then those. */
export function header(kid, counter) {
  const [id, count] = [kid, counter].map((value) => (value < 8n ? { value: Number(value), rest: new Uint8Array() } : { length: shortest(value).length - 1, rest: shortest(value) }));
  const half = ({ value, length }) => (value === undefined ? 8 | length : value);
  return joined(Uint8Array.of((half(id) << 4) | half(count)), id.rest, count.rest);
}

/** @returns {{ kid: bigint, counter: bigint, length: number } | null} where it is one */
export function parsed(frame) {
  let at = 1;
  const value = (half) => {
    if (half < 8) {
      return BigInt(half);
    }
    const end = at + (half & 7) + 1;
    const found = number(frame.subarray(at, end));
    at = end;
    return found;
  };
  const kid = value(frame[0] >> 4);
  const counter = value(frame[0] & 15);
  return frame.length >= at + TAG ? { kid, counter, length: at } : null;
}

/** RFC 9605 §4.4.2. */
export async function derived(kid, base) {
  const secret = await crypto.subtle.importKey('raw', base, 'HKDF', false, ['deriveBits']);
  const part = async (label, length) => {
    const info = joined(text(`SFrame 1.0 Secret ${label} `), bytes(kid, 8), bytes(BigInt(SUITE), 2));
    return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-512', salt: new Uint8Array(), info }, secret, 8 * length);
  };
  return {
    key: await crypto.subtle.importKey('raw', await part('key', KEY), 'AES-GCM', false, ['encrypt', 'decrypt']),
    salt: new Uint8Array(await part('salt', SALT)),
  };
}

function parameters({ salt }, counter, head, metadata) {
  const count = bytes(counter, SALT);
  return { name: 'AES-GCM', iv: salt.map((byte, i) => byte ^ count[i]), additionalData: joined(head, metadata), tagLength: 8 * TAG };
}

/** @param {Uint8Array} metadata not encrypted, but bound to the frame */
export async function sealed(keys, kid, counter, metadata, plain) {
  const head = header(kid, counter);
  const cipher = await crypto.subtle.encrypt(parameters(keys, counter, head, metadata), keys.key, plain);
  return joined(head, new Uint8Array(cipher));
}

/** Fails where it was not sealed like that. */
export async function opened(keys, { counter, length }, metadata, frame) {
  const head = frame.subarray(0, length);
  return new Uint8Array(await crypto.subtle.decrypt(parameters(keys, counter, head, metadata), keys.key, frame.subarray(length)));
}
