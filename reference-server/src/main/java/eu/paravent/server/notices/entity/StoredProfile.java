package eu.paravent.server.notices.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest profile of an organisation, as it was signed. */
@Entity
@Table(name = "organisation_profile")
public class StoredProfile {
  @Id private String organisation;

  @Column(name = "version")
  private long version;

  @Column(name = "notice_version")
  private long noticeVersion;

  @Column(name = "profile")
  private String profile;

  @Column(name = "received_at")
  private Instant receivedAt;

  @Column(name = "ciphertext_days")
  private @Nullable Integer ciphertextDays;

  protected StoredProfile() {}

  public StoredProfile(
      String organisation, long version, long noticeVersion, String profile, Instant now) {
    this.organisation = organisation;
    this.version = version;
    this.noticeVersion = noticeVersion;
    this.profile = profile;
    this.receivedAt = now;
  }

  public void replace(long nextVersion, long nextNotice, String next, Instant now) {
    version = nextVersion;
    noticeVersion = nextNotice;
    profile = next;
    receivedAt = now;
  }

  /** Empty where the operator alone decides. */
  public void keepCiphertext(Optional<Integer> days) {
    ciphertextDays = days.orElse(null);
  }

  public long version() {
    return version;
  }

  public long noticeVersion() {
    return noticeVersion;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** Compact JWS. */
  public String profile() {
    return profile;
  }
}
