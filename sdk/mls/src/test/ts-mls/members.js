// Members of MLS groups by ts-mls. One request per line on standard input, one answer per line on
// standard output, as JSON; bytes are base64. The tests of the MLS core start it.
import { createInterface } from 'node:readline';
import {
  acceptAll,
  bytesToBase64,
  createApplicationMessage,
  createCommit,
  createGroup,
  createProposal,
  decodeMlsMessage,
  defaultLifetime,
  encodeMlsMessage,
  generateKeyPackageWithKey,
  joinGroup,
  joinGroupExternal,
  makePskIndex,
  mlsExporter,
  processMessage,
} from 'ts-mls';
import { createGroupInfoWithRatchetTree } from 'ts-mls/createCommit.js';
// signs a leaf of any source
import { signLeafNodeCommit as signLeafNode } from 'ts-mls/leafNode.js';
import { updateLeafKey } from 'ts-mls/privateKeyPath.js';
import { nameOf, suiteOf } from './suites.js';

function vector(bytes) {
  const length =
    bytes.length < 64 ? [bytes.length] : [0x40 | (bytes.length >> 8), bytes.length & 0xff];
  return Uint8Array.from([...length, ...bytes]);
}

function decoded(bytes) {
  const message = decodeMlsMessage(bytes, 0);
  if (!message || message[1] !== bytes.length) {
    throw new Error('ts-mls cannot read the message');
  }
  return message[0];
}

class Member {
  constructor(name, value, suite, key) {
    this.credential = { credentialType: 'basic', identity: new TextEncoder().encode(name) };
    this.suite = suite;
    this.key = key;
    this.psks = {};
    // what our members list too, and without which they refuse a leaf
    this.capabilities = {
      versions: ['mls10'],
      ciphersuites: [nameOf(value)],
      extensions: [],
      proposals: [],
      credentials: ['basic', 'x509'],
    };
  }

  async renewKeys() {
    this.packages = await generateKeyPackageWithKey(
      this.credential, this.capabilities, defaultLifetime, [], this.key, this.suite,
    );
    return this.packages;
  }

  async keyPackage() {
    const { publicPackage } = await this.renewKeys();
    return encodeMlsMessage({
      version: 'mls10', wireformat: 'mls_key_package', keyPackage: publicPackage,
    });
  }

  async create({ groupId }) {
    const { publicPackage, privatePackage } = await this.renewKeys();
    this.state = await createGroup(groupId, publicPackage, privatePackage, [], this.suite);
  }

  async join({ welcome }) {
    const { publicPackage, privatePackage } = this.packages;
    this.state = await joinGroup(
      decoded(welcome).welcome, publicPackage, privatePackage, makePskIndex(undefined, this.psks),
      this.suite,
    );
  }

  async joinExternally({ groupInfo }) {
    const { publicPackage, privatePackage } = await this.renewKeys();
    const { publicMessage, newState } = await joinGroupExternal(
      decoded(groupInfo).groupInfo, publicPackage, privatePackage, false, this.suite,
    );
    this.state = newState;
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
  }

  async commit({ adds, removes, psks, resumed }) {
    const external = psks.map((pskId) => ({ psktype: 'external', pskId: bytes(pskId) }));
    const own = resumed.map((epoch) => ({
      psktype: 'resumption',
      usage: 'application',
      pskGroupId: this.state.groupContext.groupId,
      pskEpoch: BigInt(epoch),
    }));
    const extraProposals = [
      ...adds.map((message) => ({
        proposalType: 'add', add: { keyPackage: decoded(bytes(message)).keyPackage },
      })),
      ...removes.map((removed) => ({ proposalType: 'remove', remove: { removed } })),
      ...[...external, ...own].map((id) => ({
        proposalType: 'psk',
        psk: { preSharedKeyId: { ...id, pskNonce: this.suite.rng.randomBytes(this.suite.kdf.size) } },
      })),
    ];
    const { newState, welcome, commit } = await createCommit(
      { state: this.state, pskIndex: this.pskIndex(), cipherSuite: this.suite },
      { wireAsPublicMessage: true, extraProposals, ratchetTreeExtension: true },
    );
    this.state = newState;
    return {
      commit: bytesToBase64(encodeMlsMessage(commit)),
      welcome:
        welcome &&
        bytesToBase64(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome })),
    };
  }

  // ts-mls has no call for a new leaf by proposal, only for its parts
  async proposeUpdate() {
    const keys = await this.suite.hpke.generateKeyPair();
    const { groupContext, privatePath } = this.state;
    const leafNode = await signLeafNode(
      {
        leafNodeSource: 'update',
        hpkePublicKey: await this.suite.hpke.exportPublicKey(keys.publicKey),
        signaturePublicKey: this.key.publicKey,
        credential: this.credential,
        capabilities: this.capabilities,
        extensions: [],
        groupId: groupContext.groupId,
        leafIndex: privatePath.leafIndex,
      },
      this.key.signKey,
      this.suite.signature,
    );
    const { newState, message } = await createProposal(
      this.state, true, { proposalType: 'update', update: { leafNode } }, this.suite,
    );
    this.state = newState;
    this.proposed = await this.suite.hpke.exportPrivateKey(keys.privateKey);
    return encodeMlsMessage(message);
  }

  async process({ message }) {
    const received = decoded(message);
    let state = this.state;
    // the tests commit an update at once, so that the next commit takes it up
    if (this.proposed && received.publicMessage.content.contentType === 'commit') {
      state = { ...state, privatePath: updateLeafKey(state.privatePath, this.proposed) };
    }
    const result = await processMessage(received, state, this.pskIndex(), acceptAll, this.suite);
    this.state = result.newState;
    if (received.publicMessage.content.contentType === 'commit') {
      this.proposed = undefined;
    }
  }

  async encrypt({ data }) {
    const { newState, privateMessage } = await createApplicationMessage(this.state, data, this.suite);
    this.state = newState;
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
  }

  async decrypt({ message }) {
    const result = await processMessage(
      decoded(message), this.state, this.pskIndex(), acceptAll, this.suite,
    );
    this.state = result.newState;
    return result.message;
  }

  // with external_pub as RFC 9420 has it: what ts-mls makes of it itself lacks the length
  async groupInfo() {
    const { keySchedule, groupContext, confirmationTag, ratchetTree } = this.state;
    const { publicKey } = await this.suite.hpke.deriveKeyPair(keySchedule.externalSecret);
    const extensionData = vector(await this.suite.hpke.exportPublicKey(publicKey));
    const groupInfo = await createGroupInfoWithRatchetTree(
      groupContext, confirmationTag, this.state, ratchetTree,
      [{ extensionType: 'external_pub', extensionData }], this.suite,
    );
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo });
  }

  registerPsk({ id, secret }) {
    this.psks[bytesToBase64(id)] = secret;
  }

  leaf() {
    return this.state.privatePath.leafIndex;
  }

  epoch() {
    return Number(this.state.groupContext.epoch);
  }

  authenticator() {
    return this.state.keySchedule.epochAuthenticator;
  }

  exportSecret({ label, context, length }) {
    return mlsExporter(this.state.keySchedule.exporterSecret, label, context, length, this.suite);
  }

  pskIndex() {
    return makePskIndex(this.state, this.psks);
  }
}

const bytes = (text) => Uint8Array.from(Buffer.from(text, 'base64'));

const BYTES = ['groupId', 'welcome', 'groupInfo', 'message', 'data', 'id', 'secret', 'context'];

function parameters(request) {
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => [
      name, BYTES.includes(name) ? bytes(value) : value,
    ]),
  );
}

const members = new Map();

async function answer({ member, call, ...rest }) {
  if (call === 'cpu') {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
  if (call === 'open') {
    const suite = await suiteOf(rest.suite);
    members.set(member, new Member(rest.name, rest.suite, suite, await suite.signature.keygen()));
    return null;
  }
  const result = await members.get(member)[call](parameters(rest));
  return result instanceof Uint8Array ? bytesToBase64(result) : (result ?? null);
}

for await (const line of createInterface({ input: process.stdin })) {
  let response;
  try {
    response = { result: await answer(JSON.parse(line)) };
  } catch (e) {
    response = { error: String(e?.stack ?? e) };
  }
  process.stdout.write(JSON.stringify(response) + '\n');
}
