package eu.paravent.mls.fuzz;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalSender;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.ExternalSendersCodec;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.malice.ForgedGroup;
import eu.paravent.mls.malice.Paths;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes the seeds of the fuzz targets: {@code WriteFuzzCorpus <resource folder of this package>}.
 * Beside them lie inputs that once showed a defect; those have other names and stay.
 */
final class WriteFuzzCorpus {
  private final Path folder;
  private final Insider alice = LiveGroup.insider();

  private WriteFuzzCorpus(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws MlsException {
    new WriteFuzzCorpus(Path.of(args[0])).write();
  }

  private void put(String target, String name, byte[] bytes) {
    try {
      Path file = folder.resolve(target).resolve("seed-" + name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] chosen(int kind, byte[] body) {
    byte[] all = new byte[body.length + 1];
    all[0] = (byte) kind;
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }

  private void write() throws MlsException {
    KeyPackage keyPackage =
        MlsMessage.decode(
            new Person("erin").keyPackage(), WireFormat.KEY_PACKAGE, KeyPackage::read);
    LeafNode leaf =
        LeafNode.forUpdate(
            alice.crypto(),
            alice.signer(),
            alice.template(),
            alice.crypto().generateKeyPair().publicKey(),
            alice.group().groupId(),
            alice.leaf());
    List<Proposal> proposals =
        List.of(
            new Proposal.Add(keyPackage),
            new Proposal.Update(leaf),
            new Proposal.Remove(2),
            new Proposal.PreSharedKey(new PreSharedKeyId.External("psk".getBytes(), new byte[32])),
            new Proposal.ReInit("new".getBytes(), 1, 1, Extensions.empty()),
            new Proposal.ExternalInit(new byte[32]),
            new Proposal.GroupContextExtensions(
                Extensions.empty().with(Extensions.REQUIRED_CAPABILITIES, new byte[3])));
    UpdatePath path = Paths.of(alice);
    for (String name : new String[] {"late", "skipped", "read", "next", "commit", "after"}) {
      put("ProcessFuzzTestInputs/process", name, LiveGroup.value("main." + name));
    }
    signed(proposals, path);
    joins();
    stored("StoredFuzzTestInputs/stored", StoredFuzzTest.STORE);
    stored("NewestStoredFuzzTestInputs/stored", NewestStoredFuzzTest.STORE);
    decoders(proposals, path, keyPackage);
  }

  private static byte[] list(List<Proposal> proposals) {
    return TlsWriter.encode(
        out ->
            out.vector(
                proposals.stream().map(ProposalOrRef.ByValue::new).toList(), ProposalOrRef::write));
  }

  private void signed(List<Proposal> proposals, UpdatePath path) {
    String target = "SignedFuzzTestInputs/signed";
    for (Proposal proposal : proposals) {
      put(target, "proposal-" + proposal.type(), chosen(0, TlsWriter.encode(proposal::write)));
      put(target, "with-path-" + proposal.type(), chosen(2, list(List.of(proposal))));
    }
    put(target, "no-path", chosen(4, list(proposals.subList(0, 1))));
    put(target, "all", chosen(2, list(proposals)));
    Commit commit = new Commit(List.of(), Optional.of(path));
    put(target, "commit", chosen(1, TlsWriter.encode(commit::write)));
    put(target, "joiner", chosen(3, TlsWriter.encode(commit::write)));
  }

  /** One record of each kind, and no more: they are large beside what they show. */
  private void stored(String target, DamagedStore store) {
    Set<String> kinds = new HashSet<>();
    for (int i = 0; i < store.records().size(); i++) {
      String record = store.records().get(i);
      String kind = record.replaceAll("[0-9a-f]{4,}", "").replaceAll("[0-9]+", "");
      if (kinds.add(kind)) {
        put(target, "record-" + i, chosen(i, store.bob().storage().read(record).orElseThrow()));
      }
    }
  }

  private void joins() throws MlsException {
    String target = "JoinFuzzTestInputs/join";
    ForgedGroup group = new ForgedGroup(alice);
    put(target, "welcome", chosen(0, LiveGroup.value("fresh.welcome")));
    put(target, "group-info", chosen(2, group.groupInfo()));
    put(target, "tree", chosen(3, group.tree()));
    put(target, "observed", chosen(4, LiveGroup.value("main.commit")));
    put(target, "verified", chosen(5, group.groupInfo()));
    put(target, "key-package", chosen(6, new Person("erin").keyPackage()));
    put(target, "header", chosen(7, LiveGroup.value("main.after")));
    put(target, "state", chosen(8, TlsWriter.encode(alice.group()::write)));
  }

  private void decoders(List<Proposal> proposals, UpdatePath path, KeyPackage keyPackage)
      throws MlsException {
    byte[] commit = LiveGroup.value("main.commit");
    byte[] message = LiveGroup.value("main.next");
    byte[] welcome = LiveGroup.value("fresh.welcome");
    ForgedGroup group = new ForgedGroup(alice);
    decoder("PublicMessage", Arrays.copyOfRange(commit, 4, commit.length));
    decoder("PrivateMessage", Arrays.copyOfRange(message, 4, message.length));
    decoder("Welcome", Arrays.copyOfRange(welcome, 4, welcome.length));
    decoder("GroupInfo", Arrays.copyOfRange(group.groupInfo(), 4, group.groupInfo().length));
    decoder("KeyPackage", keyPackage::write);
    decoder("Commit", new Commit(List.of(), Optional.of(path))::write);
    for (Proposal proposal : proposals) {
      put(
          "DecodersFuzzTestInputs/read",
          "Proposal-" + proposal.type(),
          chosen(number("Proposal"), TlsWriter.encode(proposal::write)));
    }
    decoder("GroupContext", alice.group().context()::write);
    decoder("Extensions", out -> ExtensionsCodec.write(alice.group().context().extensions(), out));
    decoder("ratchet_tree", group.tree());
    decoder("LeafNode", path.leafNode()::write);
    decoder("UpdatePath", path::write);
    decoder("Credential", out -> CredentialCodec.write(path.leafNode().credential(), out));
    Welcome read = MlsMessage.decode(welcome, WireFormat.WELCOME, Welcome::read);
    decoder(
        "RequiredCapabilities",
        new RequiredCapabilities(List.of(0x0006, 0xf000), List.of(0x0008), List.of(1))::write);
    decoder(
        "external_senders",
        ExternalSendersCodec.encode(
            List.of(
                new ExternalSender(new byte[32], new Credential.Basic("desk".getBytes())),
                new ExternalSender(
                    new byte[32], new Credential.X509(List.of(new byte[40], new byte[9]))))));
    decoder(
        "app_data_dictionary",
        AppDataDictionary.empty()
            .with(AppDataDictionary.APP_COMPONENTS, new byte[5])
            .with(0x8001, new byte[20])
            .in(Extensions.empty())
            .find(AppDataDictionary.EXTENSION)
            .orElseThrow());
    SuiteCrypto nist =
        new SuiteCrypto(
            CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
            CryptoProviders.best(),
            new SecureRandom());
    decoder(
        "ECDSA signature",
        nist.signWithLabel(
            nist.signatureKeyPair(Keys.fresh(nist.suite().signature())), "fuzz", new byte[0]));
    decoder("HPKECiphertext", read.secrets().get(0).encryptedGroupSecrets()::write);
  }

  private static int number(String name) {
    for (int i = 0; i < Decoders.ALL.size(); i++) {
      if (Decoders.ALL.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private void decoder(String name, Consumer<TlsWriter> writer) {
    decoder(name, TlsWriter.encode(writer));
  }

  private void decoder(String name, byte[] body) {
    put("DecodersFuzzTestInputs/read", name, chosen(number(name), body));
  }
}
