package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ATTACHMENT_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.attachments.StoredAttachment;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attachments: octets in, the same octets out, for members. */
public abstract class AttachmentsContract extends ContractFixture {
  @Test
  void givesBackTheOctets() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup group = alice.createGroup();
    alice.add(group, bob);
    byte[] octets = octets(1 << 20);

    StoredAttachment stored =
        store(alice, group, octets, Caller.newKey())
            .requireStatus(201)
            .read(StoredAttachment.class);

    assertEquals(octets.length, stored.size());
    assertArrayEquals(
        octets, fetch(bob, group, stored.attachmentId()).requireStatus(200).response().body());
  }

  @Test
  void storesOnceWhatIsSentTwice() throws Exception {
    Party alice = party(company(), "alice", "alice-1");
    MlsGroup group = alice.createGroup();
    String key = Caller.newKey();

    byte[] octets = octets(99);
    StoredAttachment one = store(alice, group, octets, key).read(StoredAttachment.class);
    StoredAttachment other = store(alice, group, octets, key).read(StoredAttachment.class);

    assertEquals(one, other);
  }

  @Test
  void isForMembersOnly() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party eve = party(acme, "eve", "eve-1");
    MlsGroup group = alice.createGroup();
    MlsGroup evesOwn = eve.createGroup();
    String id =
        store(alice, group, octets(99), Caller.newKey())
            .read(StoredAttachment.class)
            .attachmentId();

    store(eve, group, octets(99), Caller.newKey()).requireProblem(NOT_A_MEMBER);
    fetch(eve, group, id).requireProblem(NOT_A_MEMBER);
    fetch(eve, evesOwn, id).requireProblem(ATTACHMENT_UNKNOWN);
  }

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    new SecureRandom().nextBytes(octets);
    return octets;
  }

  private static Caller.Answer store(Party party, MlsGroup group, byte[] octets, String key) {
    return party
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.GROUP_ATTACHMENTS, Party.id(group)),
            Map.of("Content-Type", Headers.OCTETS, Headers.IDEMPOTENCY_KEY, key),
            octets);
  }

  private static Caller.Answer fetch(Party party, MlsGroup group, String id) {
    return party.caller().get(Paths.fill(Paths.GROUP_ATTACHMENT, Party.id(group), id));
  }
}
