package eu.paravent.mls.internal.framing;

import static eu.paravent.mls.testing.Vectors.hex;
import static eu.paravent.mls.testing.Vectors.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import eu.paravent.mls.DefectException;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.schedule.SecretTree.Kind;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Vectors;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MessageProtectionVectorTest {
  private static final int SENDER = 1;

  private SuiteCrypto crypto = Vectors.crypto();

  @TestFactory
  @Shows({Demand.MEMBERSHIP_TAG_IS_SENT, Demand.REUSE_GUARD_IS_SENT})
  Stream<DynamicTest> messageProtection() {
    return Vectors.all(
        "message-protection.json",
        c -> {
          crypto = Vectors.crypto(c);
          new Case(c).verify();
        });
  }

  private final class Case {
    private final JsonObject c;
    private final byte[] groupId;
    private final long epoch;
    private final byte[] context;
    private final SignatureKeyPair signer;
    private final SecretBytes membershipKey;
    private final SecretBytes senderDataSecret;
    private final SecretTree tree;

    Case(JsonObject c) {
      this.c = c;
      groupId = hex(c, "group_id");
      epoch = c.getLong("epoch");
      context =
          new GroupContext(
                  c.getInt("cipher_suite"),
                  groupId,
                  epoch,
                  hex(c, "tree_hash"),
                  hex(c, "confirmed_transcript_hash"),
                  Extensions.empty())
              .encode();
      signer = crypto.signatureKeyPair(hex(c, "signature_priv"));
      membershipKey = secret(c, "membership_key");
      senderDataSecret = secret(c, "sender_data_secret");
      Map<String, byte[]> records = SecretTree.start(2, secret(c, "encryption_secret"));
      tree = new SecretTree(crypto, 2, records::get);
    }

    void verify() throws Exception {
      assertThat(signer.publicKey()).isEqualTo(hex(c, "signature_pub"));
      byte[] proposal = hex(c, "proposal");
      byte[] commit = hex(c, "commit");
      byte[] application = new TlsWriter().opaque(hex(c, "application")).toBytes();

      unprotectsPublic(hex(c, "proposal_pub"), proposal);
      unprotectsPublic(hex(c, "commit_pub"), commit);
      unprotectsPrivate(hex(c, "proposal_priv"), proposal);
      unprotectsPrivate(hex(c, "commit_priv"), commit);
      unprotectsPrivate(hex(c, "application_priv"), application);

      for (Padding padding : new Padding[] {Padding.none(), Padding.sizeClasses()}) {
        protects(ContentType.PROPOSAL, proposal, padding);
        protects(ContentType.COMMIT, commit, padding);
        protects(ContentType.APPLICATION, application, padding);
      }
    }

    private void protects(ContentType type, byte[] raw, Padding padding) throws Exception {
      Content content = TlsReader.parse(raw, in -> Content.read(type, in));
      if (type == ContentType.APPLICATION) {
        AuthenticatedContent clear = sign(WireFormat.PUBLIC_MESSAGE, content);
        assertThatThrownBy(() -> PublicMessage.protect(crypto, clear, membershipKey, context))
            .isInstanceOf(DefectException.class);
      } else {
        AuthenticatedContent clear = sign(WireFormat.PUBLIC_MESSAGE, content);
        unprotectsPublic(
            PublicMessage.protect(crypto, clear, membershipKey, context).encode(), raw);
      }
      AuthenticatedContent hidden = sign(WireFormat.PRIVATE_MESSAGE, content);
      Kind kind = type == ContentType.APPLICATION ? Kind.APPLICATION : Kind.HANDSHAKE;
      unprotectsPrivate(
          PrivateMessage.seal(crypto, hidden, tree.next(SENDER, kind), senderDataSecret, padding)
              .encode(),
          raw);
    }

    private AuthenticatedContent sign(WireFormat format, Content content) {
      FramedContent framed =
          FramedContent.of(groupId, epoch, Sender.member(SENDER), new byte[0], content);
      AuthenticatedContent signed =
          AuthenticatedContent.sign(crypto, format, framed, context, signer);
      return content.type() == ContentType.COMMIT
          ? signed.withConfirmationTag(new byte[crypto.hashLength()])
          : signed;
    }

    private void unprotectsPublic(byte[] message, byte[] raw) throws MlsException {
      PublicMessage read =
          MlsMessage.decode(message, WireFormat.PUBLIC_MESSAGE, PublicMessage::read);
      assertThat(read.verifyMembership(crypto, membershipKey, context)).isTrue();
      assertThat(
              read.verifyMembership(
                  crypto, SecretBytes.wrap(new byte[crypto.hashLength()]), context))
          .isFalse();
      carries(read.content(), raw);
    }

    private void unprotectsPrivate(byte[] message, byte[] raw) throws MlsException {
      PrivateMessage read =
          MlsMessage.decode(message, WireFormat.PRIVATE_MESSAGE, PrivateMessage::read);
      SenderData sender = read.openSenderData(crypto, senderDataSecret);
      assertThat(sender.leafIndex()).isEqualTo(SENDER);
      Kind kind = read.contentType() == ContentType.APPLICATION ? Kind.APPLICATION : Kind.HANDSHAKE;
      carries(read.open(crypto, sender, tree.at(SENDER, kind, sender.generation())), raw);
    }

    private void carries(AuthenticatedContent content, byte[] raw) {
      assertThat(content.verify(crypto, signer.publicKey(), context)).isTrue();
      assertThat(content.verify(crypto, signer.publicKey(), new byte[0])).isFalse();
      assertThat(TlsWriter.encode(content.content().content()::write)).isEqualTo(raw);
    }
  }
}
