package eu.paravent.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.RecordDesk;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An archivist without a client: its keys are real, what it received was made here. */
final class FakeDesk implements RecordDesk {
  final TestClock clock;
  final OrganisationAuthority authority;
  final Map<String, byte[]> files = new HashMap<>();
  private final Ed25519PrivateKeyParameters key =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private final Ed25519PrivateKeyParameters senders =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private List<byte[]> certificates;
  private Instant renewed;
  private long position;
  private final Map<String, Long> sequences = new HashMap<>();

  FakeDesk(Instant start) {
    clock = TestClock.at(start);
    authority = OrganisationAuthority.create("acme.example", clock);
    renew();
  }

  private void renew() {
    certificates =
        authority.issueArchivist(
            new DeviceRequest(archivist(), "keeper", key.generatePublicKey().getEncoded()),
            Duration.ofDays(90));
    renewed = clock.instant();
  }

  @Override
  public UserId archivist() {
    return authority.user("archive");
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public List<byte[]> certificates() {
    if (clock.instant().isAfter(renewed.plus(Duration.ofDays(60)))) {
      renew();
    }
    return certificates;
  }

  @Override
  public String sign(byte[] content) {
    String header =
        Bytes.text(("{\"typ\":\"" + SIGNED_TYPE + "\",\"alg\":\"EdDSA\"}").getBytes(US_ASCII));
    String text = header + "." + Bytes.text(content);
    return text + "." + Bytes.text(sign(key, text.getBytes(US_ASCII)));
  }

  private static byte[] sign(Ed25519PrivateKeyParameters by, byte[] content) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, by);
    signer.update(content, 0, content.length);
    return signer.generateSignature();
  }

  @Override
  public byte[] download(ConversationId conversation, Attachment file) {
    byte[] bytes = files.get(file.name());
    if (bytes == null) {
      throw new RefusedException("attachment-unknown", "The server has no such file");
    }
    return bytes;
  }

  Recorded joined(String conversation, ConversationClass kind, Retention retention) {
    return record(Recorded.Kind.JOINED, conversation, "", Optional.empty(), kind, retention);
  }

  Recorded said(String conversation, String text, ConversationClass kind, Retention retention) {
    return record(Recorded.Kind.MESSAGE, conversation, text, Optional.empty(), kind, retention);
  }

  Recorded sent(String conversation, String name, ConversationClass kind, Retention retention) {
    return record(
        Recorded.Kind.MESSAGE, conversation, name, Optional.of(new Sent(name)), kind, retention);
  }

  private record Sent(String name) implements Attachment {
    @Override
    public String mediaType() {
      return "application/pdf";
    }

    @Override
    public long size() {
      return 3;
    }
  }

  private Recorded record(
      Recorded.Kind kind,
      String conversation,
      String text,
      Optional<Attachment> file,
      ConversationClass keptAs,
      Retention retention) {
    UserId alice = authority.user("Alice");
    long sequence = sequences.merge(conversation, 1L, Long::sum);
    byte[] content = Bytes.utf8("content: " + text);
    boolean message = kind == Recorded.Kind.MESSAGE;
    List<Participant> people =
        List.of(
            new Participant(alice, "Alice", Participant.Role.OWNER, 1, false, Optional.empty()),
            new Participant(
                UserId.of("beta.example", conversation.substring(0, 1)),
                "Bea",
                Participant.Role.MEMBER,
                1,
                false,
                Optional.empty()));
    return new Recorded(
        ++position,
        kind,
        new ConversationId(conversation),
        sequence,
        clock.instant(),
        Bytes.utf8("ciphertext " + position),
        message ? Optional.of(proof(alice, conversation, content)) : Optional.empty(),
        new Recorded.Rendering(
            !message ? "change" : file.isPresent() ? "file" : "text",
            Optional.of(alice),
            text,
            message ? Bytes.hash(content) : "",
            Optional.empty(),
            file,
            Optional.empty(),
            message ? content : new byte[0]),
        "Order <" + conversation.charAt(0) + ">",
        Optional.of(BusinessReference.of("sales-order", conversation.substring(0, 2))),
        keptAs,
        retention,
        message ? List.of() : people);
  }

  /** As RFC 9420 §6.1 and §5.1.2 say, with the group context left short. */
  private Recorded.Proof proof(UserId sender, String conversation, byte[] content) {
    byte[] group = Bytes.bytes(conversation);
    ByteArrayOutputStream tbs = new ByteArrayOutputStream();
    tbs.writeBytes(new byte[] {0, 1, 0, 2, (byte) group.length});
    tbs.writeBytes(group);
    tbs.writeBytes(content);
    byte[] label = "MLS 1.0 FramedContentTBS".getBytes(US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write(label.length);
    signed.writeBytes(label);
    if (tbs.size() < 64) {
      signed.write(tbs.size());
    } else {
      signed.write(0x40 | tbs.size() >> 8);
      signed.write(tbs.size());
    }
    signed.writeBytes(tbs.toByteArray());
    return new Recorded.Proof(
        tbs.toByteArray(),
        sign(senders, signed.toByteArray()),
        authority.issue(
            new DeviceRequest(sender, "alice", senders.generatePublicKey().getEncoded()),
            Duration.ofDays(90)));
  }
}
