// ts-mls behind the same door as our core, in suite 1 with its default (WebCrypto) primitives.
import {
  createApplicationMessage,
  decodeMlsMessage,
  defaultLifetime,
  emptyPskIndex,
  encodeMlsMessage,
  generateKeyPackageWithKey,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroupExternal,
  processMessage,
} from 'ts-mls';

const suite = await getCiphersuiteImpl(
  getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'),
);

// RFC 9420 §12.4.3.1: external_pub holds a vector, so its length comes first. ts-mls takes the
// length for a part of the key.
const hpke = {
  ...suite.hpke,
  importPublicKey: (key) =>
    suite.hpke.importPublicKey(key.length === 33 && key[0] === 32 ? key.subarray(1) : key),
};
const mended = { ...suite, hpke };

// what our members list too, and without which they refuse a leaf
const capabilities = {
  versions: ['mls10'],
  ciphersuites: ['MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'],
  extensions: [],
  proposals: [],
  credentials: ['basic', 'x509'],
};

function decoded(bytes) {
  const message = decodeMlsMessage(bytes, 0);
  if (!message || message[1] !== bytes.length) {
    throw new Error('ts-mls cannot read the message');
  }
  return message[0];
}

class Joiner {
  constructor(name, key) {
    this.name = name;
    this.key = key;
  }

  async joinExternally(groupInfo) {
    const credential = { credentialType: 'basic', identity: new TextEncoder().encode(this.name) };
    const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
      credential, capabilities, defaultLifetime, [], this.key, mended,
    );
    const { publicMessage, newState } = await joinGroupExternal(
      decoded(groupInfo).groupInfo, publicPackage, privatePackage, false, mended,
    );
    this.state = newState;
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
  }

  async encrypt(data) {
    const { newState, privateMessage } = await createApplicationMessage(this.state, data, mended);
    this.state = newState;
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
  }

  async process(bytes) {
    const result = await processMessage(
      decoded(bytes), this.state, emptyPskIndex, () => 'accept', mended,
    );
    this.state = result.newState;
    return result.message;
  }

  authenticator() {
    return this.state.keySchedule.epochAuthenticator;
  }
}

export const open = async (name) => new Joiner(name, await suite.signature.keygen());
