// The cipher suites of ts-mls, by their numbers, with what differs from RFC 9420 put right:
// docs/mls-peers.md.
import { createHash } from 'node:crypto';
import { XWing } from '@hpke/hybridkem-x-wing';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { ciphersuites, getCiphersuiteFromName, getCiphersuiteImpl } from 'ts-mls';

// ML-KEM-768 and X25519, AES-256-GCM, SHA-384, Ed25519, under our private-use code point: ts-mls
// knows the parts, not the suite
const HYBRID = 0xf002;

const PARTS = {
  hash: 'SHA-384',
  hpke: { kem: 'X-Wing', aead: 'AES256GCM', kdf: 'HKDF-SHA384' },
  signature: 'Ed25519',
  name: String(HYBRID),
};

export const nameOf = (value) =>
  value === HYBRID
    ? PARTS.name
    : Object.keys(ciphersuites).find((name) => ciphersuites[name] === value);

export async function suiteOf(value) {
  const algorithms = value === HYBRID ? PARTS : getCiphersuiteFromName(nameOf(value));
  const suite = await getCiphersuiteImpl(algorithms);
  return { ...suite, hpke: hpke(suite.hpke, value), signature: signature(suite.signature, value) };
}

// RFC 9420 §12.4.3.1: external_pub holds a vector, so its length comes first. ts-mls takes the
// length for a part of the key. No key is as long as another with its length.
const LENGTHS = { 33: 1, 57: 1, 67: 2, 99: 2, 135: 2, 1218: 2 };

function hpke(theirs, value) {
  const mended = {
    ...theirs,
    importPublicKey: (key) => theirs.importPublicKey(key.subarray(LENGTHS[key.length] ?? 0)),
  };
  return value === HYBRID ? { ...mended, deriveKeyPair } : mended;
}

// draft-ietf-hpke-pq, DeriveKeyPair; @hpke/hybridkem-x-wing has that of an older draft
async function deriveKeyPair(keyMaterial) {
  const label = Buffer.from('DeriveKeyPair');
  const seed = createHash('shake256', { outputLength: 32 })
    .update(keyMaterial)
    .update('HPKE-v1KEM')
    .update(Uint8Array.of(0x64, 0x7a, 0, label.length))
    .update(label)
    .update(Uint8Array.of(0, 32))
    .digest();
  return new XWing().generateKeyPairDerand(Uint8Array.from(seed));
}

// RFC 9420 §5.1.1: uncompressed points; those of ts-mls are compressed
const CURVES = { 2: p256, 5: p521, 7: p384 };

function signature(theirs, value) {
  const curve = CURVES[value];
  return curve === undefined
    ? theirs
    : {
        ...theirs,
        async keygen() {
          const signKey = curve.utils.randomSecretKey();
          return { signKey, publicKey: curve.getPublicKey(signKey, false) };
        },
      };
}
