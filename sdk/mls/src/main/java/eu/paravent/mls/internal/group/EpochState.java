package eu.paravent.mls.internal.group;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.storage.StoredStateException;
import java.util.function.Supplier;

/**
 * An epoch this client is a member of: what all see, and what only it knows. Ratchets are apart, in
 * small records.
 *
 * @param signer of the own leaf in this epoch
 */
record EpochState(
    PublicGroup group, PrivateTree privateTree, EpochSecrets secrets, SignatureKeyPair signer) {
  int ownLeaf() {
    return privateTree.leafIndex();
  }

  String name() {
    return GroupStore.epochName(group.context());
  }

  /** RFC 9420 §12.4.3. The same each time, where signatures are. */
  GroupInfo groupInfo(LocalClient client) {
    return groupInfo(client, secrets.externalKeyPair(client.crypto()).publicKey());
  }

  /** As MLSMessage, made when asked for: also when this epoch's secrets are wiped. */
  Supplier<byte[]> groupInfoLater(LocalClient client) {
    byte[] externalPub = secrets.externalKeyPair(client.crypto()).publicKey();
    return () -> groupInfo(client, externalPub).encode();
  }

  private GroupInfo groupInfo(LocalClient client, byte[] externalPub) {
    return GroupInfo.sign(
        client.crypto(),
        group.context(),
        client.greased(group.groupInfoExtensions(externalPub), group.confirmationTag()),
        group.confirmationTag(),
        ownLeaf(),
        signer);
  }

  /** The records of a new epoch, the root of the secret tree included. Called once. */
  void create(GroupStore store, Changes changes) {
    changes.put(store.publicState(name()), TlsWriter.encode(group::write));
    changes.put(store.privateState(name()), Stored.encode(this::writePrivate));
    try (SecretBytes encryption = secrets.takeEncryptionSecret()) {
      changes.putAll(
          store.secretTree(name()), SecretTree.start(group.tree().leafCount(), encryption));
    }
  }

  private void writePrivate(TlsWriter out) {
    out.opaque(signer.privateKey().expose());
    privateTree.write(out);
    secrets.write(out);
  }

  static EpochState read(GroupStore store, String name, SuiteCrypto crypto) {
    PublicGroup group = readPublic(store, name);
    byte[] record =
        store.read(store.privateState(name)).orElseThrow(() -> GroupStore.missing("private state"));
    return Stored.decode(record, "private state", in -> readPrivate(in, group, crypto));
  }

  static PublicGroup readPublic(GroupStore store, String name) {
    byte[] record =
        store.read(store.publicState(name)).orElseThrow(() -> GroupStore.missing("public state"));
    try {
      return TlsReader.parse(record, PublicGroup::read);
    } catch (MalformedException e) {
      throw new StoredStateException(
          "The store holds a damaged or newer record (public state): restore or update", e);
    }
  }

  private static EpochState readPrivate(TlsReader in, PublicGroup group, SuiteCrypto crypto)
      throws MalformedException {
    SignatureKeyPair signer = crypto.signatureKeyPair(in.opaque());
    PrivateTree privateTree = PrivateTree.read(in, crypto, group.tree());
    return new EpochState(group, privateTree, EpochSecrets.read(in), signer);
  }
}
