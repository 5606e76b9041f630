// Verifying many Ed25519 signatures, the ways a browser has.
import { ed25519 } from '@noble/curves/ed25519.js';

const keys = (count) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { publicKey, privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
      const message = crypto.getRandomValues(new Uint8Array(300));
      message[0] = i;
      return {
        message,
        key: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)),
        signature: new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
      };
    }),
  );

async function webCrypto({ key, message, signature }) {
  const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, signature, message);
}

async function timed(count, work) {
  const before = performance.now();
  const results = await work();
  if (results.length !== count || !results.every(Boolean)) {
    throw new Error('A right signature did not verify');
  }
  return performance.now() - before;
}

/** Milliseconds for all, by name of the way, the first time and the least later. `verify` is our core's. */
export async function verifying(count, verify) {
  const signed = await keys(count);
  const ways = {
    'our core': async () => signed.map((each) => verify(each)),
    'noble': async () => signed.map((each) => ed25519.verify(each.signature, each.message, each.key)),
    'WebCrypto, one after the other': async () => {
      const results = [];
      for (const each of signed) {
        results.push(await webCrypto(each));
      }
      return results;
    },
    'WebCrypto, all at once': () => Promise.all(signed.map(webCrypto)),
  };
  const figures = {};
  for (const [name, work] of Object.entries(ways)) {
    const first = await timed(count, work);
    const again = [];
    for (let i = 0; i < 5; i++) {
      again.push(await timed(count, work));
    }
    figures[name] = { first, again: Math.min(...again) };
  }
  return figures;
}
