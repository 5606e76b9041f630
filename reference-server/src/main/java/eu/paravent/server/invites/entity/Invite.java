package eu.paravent.server.invites.entity;

import eu.paravent.protocol.invites.InviteRegistration;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The server's copy of an invite that stands in the group context too. */
@Entity
@Table(name = "invite")
public class Invite {
  @Id private String id;

  @Column(name = "group_id")
  private String groupId;

  @Column(name = "organisation")
  private String organisation;

  @Column(name = "public_key")
  private byte[] publicKey;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "max_uses")
  private int maxUses;

  @Column(name = "mode")
  private String mode;

  @Column(name = "lobby_card")
  private byte[] lobbyCard;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  protected Invite() {}

  public Invite(String id, String groupId, String organisation, InviteRegistration terms) {
    this.id = id;
    this.groupId = groupId;
    this.organisation = organisation;
    this.publicKey = terms.publicKey().clone();
    this.expiresAt = terms.expiresAt();
    this.maxUses = terms.maxUses();
    this.mode = terms.mode();
    this.lobbyCard = terms.lobbyCard().clone();
  }

  public boolean sameAs(String group, InviteRegistration terms) {
    return groupId.equals(group)
        && Arrays.equals(publicKey, terms.publicKey())
        && expiresAt.toEpochMilli() == terms.expiresAt().toEpochMilli()
        && maxUses == terms.maxUses()
        && mode.equals(terms.mode())
        && Arrays.equals(lobbyCard, terms.lobbyCard());
  }

  public boolean expiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  public boolean revoked() {
    return revokedAt != null;
  }

  /** Final; the first time counts. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  public boolean usedUpBy(long guests) {
    return guests >= maxUses;
  }

  public String id() {
    return id;
  }

  public String groupId() {
    return groupId;
  }

  public String organisation() {
    return organisation;
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public String mode() {
    return mode;
  }

  public byte[] lobbyCard() {
    return lobbyCard.clone();
  }
}
