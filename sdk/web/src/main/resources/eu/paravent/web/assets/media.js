/**
 * Encrypts the frames of a call before they leave, and decrypts what comes: each stream of frames
 * runs through here. What cannot be decrypted is dropped, and never played.
 */
import { derived, opened, parsed, sealed } from './sframe.js';

/** Of the key id: eight bits say in which epoch, sixteen which member, the rest which stream. */
const EPOCH_BITS = 8n;
const MEMBER_BITS = 16n;
const STREAM_BYTES = 5;
const KEPT = 4;

/** Others may be in the next epoch a moment earlier: their frames wait for the key that long. */
const PATIENCE = 3_000;

/** Frames, and the epoch that the last ones were of, for whoever looks into a call that fails. */
const counts = { sent: 0, received: 0, dropped: 0, sending: -1, receiving: -1 };
self.counts = counts;

/** Base keys, the newest last. */
let epochs = [];
/** What was waited for in vain since the last key came. */
const unknown = new Set();
let tell;
let news = new Promise((resolve) => {
  tell = resolve;
});

function short(epoch) {
  return BigInt(epoch) & 0xffn;
}

/**
 * What a codec needs to find its way through a frame, and shows to whoever carries it: whether it
 * is a key frame, and its size.
 */
function clear(frame) {
  if (!(frame instanceof RTCEncodedVideoFrame)) {
    return 1;
  }
  return frame.type === 'key' ? 10 : 3;
}

/** No two streams have the same number: a key and a counter are used once. */
function drawn() {
  return crypto.getRandomValues(new Uint8Array(STREAM_BYTES)).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function sending() {
  const stream = drawn();
  let counter = 0n;
  let current;
  let keys;
  return async (frame) => {
    while (epochs.length === 0) {
      await news;
    }
    const newest = epochs.at(-1);
    if (newest !== current) {
      const kid = (stream << (EPOCH_BITS + MEMBER_BITS)) | ((BigInt(newest.member) & 0xffffn) << EPOCH_BITS) | short(newest.epoch);
      keys = { kid, ...(await derived(kid, newest.base)) };
      current = newest;
    }
    const data = new Uint8Array(frame.data);
    const open = data.subarray(0, clear(frame));
    const secret = await sealed(keys, keys.kid, counter, open, data.subarray(open.length));
    counter += 1n;
    counts.sending = current.epoch;
    frame.data = whole(open, secret);
    return true;
  };
}

function whole(open, rest) {
  const all = new Uint8Array(open.length + rest.length);
  all.set(open);
  all.set(rest, open.length);
  return all.buffer;
}

async function baseOf(epoch) {
  const find = () => epochs.findLast((one) => short(one.epoch) === epoch);
  if (!find() && !unknown.has(epoch)) {
    self.postMessage({ wanted: true });
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, true));
    while (!find() && !(await Promise.race([news, late]))) {
      // another key came
    }
    if (!find()) {
      unknown.add(epoch);
    }
  }
  return find();
}

function receiving() {
  const byId = new Map();
  const keysOf = async (kid) => {
    const base = await baseOf(kid & 0xffn);
    if (base && byId.get(kid)?.base !== base) {
      if (byId.size > KEPT) {
        byId.clear();
      }
      byId.set(kid, { base, ...(await derived(kid, base.base)) });
    }
    return base && byId.get(kid);
  };
  return async (frame) => {
    const data = new Uint8Array(frame.data);
    const open = data.subarray(0, clear(frame));
    const secret = data.subarray(open.length);
    const head = secret.length > 0 && parsed(secret);
    const keys = head && (await keysOf(head.kid));
    if (!keys) {
      return false;
    }
    try {
      frame.data = whole(open, await opened(keys, head, open, secret));
      counts.receiving = keys.base.epoch;
      return true;
    } catch {
      return false;
    }
  };
}

function guard({ options, readable, writable }) {
  const through = options.sends ? sending() : receiving();
  readable
    .pipeThrough(
      new TransformStream({
        async transform(frame, out) {
          const done = await through(frame);
          counts[options.sends ? 'sent' : done ? 'received' : 'dropped'] += 1;
          if (done) {
            out.enqueue(frame);
          }
        },
      }),
    )
    .pipeTo(writable)
    .catch(() => {});
}

function know(data) {
  epochs = [...epochs.filter(({ epoch }) => epoch !== data.epoch), data].sort((a, b) => a.epoch - b.epoch).slice(-KEPT);
  unknown.clear();
  const told = tell;
  news = new Promise((resolve) => {
    tell = resolve;
  });
  told();
}

self.onrtctransform = ({ transformer }) => guard(transformer);

/** Keys; and streams, from browsers that do not hand them over by themselves. */
self.onmessage = ({ data }) => (data.readable ? guard(data) : know(data));

self.postMessage({ ready: true });
