package eu.paravent.mls.fuzz;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.GroupSecrets;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.ExternalSendersCodec;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.testing.Keys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Every structure of the wire that is read, with what writes it. */
final class Decoders {
  /** One structure. */
  record Decoder<T>(String name, TlsReader.Parser<T> reader, BiConsumer<T, TlsWriter> writer) {
    /**
     * Reads and, where that worked, writes again: the bytes must be the same, since hashes and
     * signatures cover what was received.
     *
     * @return whether the bytes begin with such a structure
     */
    boolean reads(byte[] bytes) {
      TlsReader in = new TlsReader(bytes);
      T value;
      try {
        value = reader.read(in);
      } catch (MalformedException e) {
        return false;
      }
      byte[] written = TlsWriter.encode(out -> writer.accept(value, out));
      if (!Arrays.equals(written, Arrays.copyOf(bytes, in.position()))) {
        throw new AssertionError(name + " is not written as it was read");
      }
      return true;
    }
  }

  private static final SuiteCrypto NIST =
      new SuiteCrypto(
          CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
          CryptoProviders.best(),
          new SecureRandom());
  private static final byte[] NIST_KEY =
      NIST.signatureKeyPair(Keys.fresh(NIST.suite().signature())).publicKey();

  static final List<Decoder<?>> ALL =
      List.of(
          new Decoder<>("PublicMessage", PublicMessage::read, PublicMessage::write),
          new Decoder<>("PrivateMessage", PrivateMessage::read, PrivateMessage::write),
          new Decoder<>("Welcome", Welcome::read, Welcome::write),
          new Decoder<>("GroupInfo", GroupInfo::read, GroupInfo::write),
          new Decoder<>("KeyPackage", KeyPackage::read, KeyPackage::write),
          new Decoder<>("GroupSecrets", GroupSecrets::read, GroupSecrets::write),
          new Decoder<>("Commit", Commit::read, Commit::write),
          new Decoder<>("Proposal", Proposal::read, Proposal::write),
          new Decoder<>("ProposalOrRef", ProposalOrRef::read, ProposalOrRef::write),
          new Decoder<>(
              "AuthenticatedContent",
              AuthenticatedContent::read,
              (content, out) -> out.raw(content.encode())),
          new Decoder<>("GroupContext", GroupContext::read, GroupContext::write),
          new Decoder<>("Extensions", ExtensionsCodec::read, ExtensionsCodec::write),
          new Decoder<>("HPKECiphertext", HpkeCiphertext::read, HpkeCiphertext::write),
          new Decoder<>("ratchet_tree", RatchetTree::read, RatchetTree::write),
          new Decoder<>("LeafNode", LeafNode::read, LeafNode::write),
          new Decoder<>("UpdatePath", UpdatePath::read, UpdatePath::write),
          new Decoder<>("Credential", CredentialCodec::read, CredentialCodec::write),
          new Decoder<>("PreSharedKeyID", PreSharedKeyId::read, PreSharedKeyId::write),
          new Decoder<>(
              "RequiredCapabilities", RequiredCapabilities::read, RequiredCapabilities::write),
          new Decoder<>(
              "external_senders",
              in -> all(in, ExternalSendersCodec::decode),
              (senders, out) -> out.raw(ExternalSendersCodec.encode(senders))),
          new Decoder<>(
              "app_data_dictionary",
              in -> all(in, Decoders::dictionary),
              (dictionary, out) ->
                  out.raw(
                      dictionary
                          .in(Extensions.empty())
                          .find(AppDataDictionary.EXTENSION)
                          .orElseThrow())),
          new Decoder<>("ECDSA signature", in -> all(in, Decoders::verify), Decoders::echo));

  /** What is read whole, from an extension or a signature field. */
  private interface Whole<T> {
    T read(byte[] bytes) throws MlsException;
  }

  private static <T> T all(TlsReader in, Whole<T> whole) throws MalformedException {
    try {
      return whole.read(in.rest());
    } catch (MlsException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static AppDataDictionary dictionary(byte[] bytes) throws MlsException {
    return AppDataDictionary.of(Extensions.empty().with(AppDataDictionary.EXTENSION, bytes));
  }

  /** Whatever the signature is, verifying it gives a verdict. */
  private static byte[] verify(byte[] signature) {
    NIST.verifyWithLabel(NIST_KEY, "fuzz", new byte[0], signature);
    return signature;
  }

  private static void echo(byte[] bytes, TlsWriter out) {
    out.raw(bytes);
  }

  private Decoders() {}
}
