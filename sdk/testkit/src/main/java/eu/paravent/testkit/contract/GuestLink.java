package eu.paravent.testkit.contract;

import eu.paravent.protocol.Paths;
import eu.paravent.protocol.invites.InviteRegistration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** What is behind an invite link: the id and the key that makes guests. */
final class GuestLink {
  private final String id = Caller.newKey();
  private final String organisation;
  private final String groupId;
  private final Instant now;
  private final Ed25519PrivateKeyParameters key = DeviceKey.newKey();

  GuestLink(Company company, String groupId, Instant now) {
    this.organisation = company.id();
    this.groupId = groupId;
    this.now = now;
  }

  String id() {
    return id;
  }

  InviteRegistration terms(int maxUses, Duration lifetime) {
    return new InviteRegistration(
        key.generatePublicKey().getEncoded(),
        // whole seconds: a database may keep no more
        Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond()),
        maxUses,
        InviteRegistration.OPEN,
        new byte[] {1, 2, 3});
  }

  InviteRegistration approved(int maxUses, Duration lifetime) {
    InviteRegistration open = terms(maxUses, lifetime);
    return new InviteRegistration(
        open.publicKey(), open.expiresAt(), maxUses, InviteRegistration.APPROVE, open.lobbyCard());
  }

  Caller.Answer register(Party inviter, InviteRegistration terms) {
    return registerAs(inviter, terms, Caller.newKey());
  }

  Caller.Answer registerAs(Party inviter, InviteRegistration terms, String idempotencyKey) {
    return inviter.caller().put(Paths.fill(Paths.GROUP_INVITE, groupId, id), terms, idempotencyKey);
  }

  Caller.Answer revoke(Party member) {
    return member.caller().delete(Paths.fill(Paths.GROUP_INVITE, groupId, id));
  }

  DeviceKey guest(String name) {
    return guest(name, groupId, key);
  }

  /** A guest whose certificate another key than the invite's has signed. */
  DeviceKey forgedGuest(String name) {
    return guest(name, groupId, DeviceKey.newKey());
  }

  DeviceKey guestOfGroup(String name, String otherGroup) {
    return guest(name, otherGroup, key);
  }

  private DeviceKey guest(String name, String group, Ed25519PrivateKeyParameters signer) {
    String uri = "mimi://" + organisation + "/g/" + id + "/" + name;
    Ed25519PrivateKeyParameters guestKey = DeviceKey.newKey();
    byte[] certificate =
        new CertificateMaker("CN=invite " + id, signer)
            .guest(
                guestKey.generatePublicKey(),
                uri,
                group,
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofDays(30)));
    return new DeviceKey(uri, guestKey, List.of(certificate));
  }
}
