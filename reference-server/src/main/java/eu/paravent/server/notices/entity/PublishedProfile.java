package eu.paravent.server.notices.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A profile that an organisation published at some time: what a receipt's hash stands for. */
@Entity
@Table(name = "published_profile")
@IdClass(PublishedProfile.Key.class)
public class PublishedProfile {
  @Id
  @Column(name = "organisation")
  private String organisation;

  @Id
  @Column(name = "version")
  private long version;

  @Column(name = "notice_version")
  private long noticeVersion;

  @Column(name = "profile")
  private String profile;

  @Column(name = "received_at")
  private Instant receivedAt;

  protected PublishedProfile() {}

  public PublishedProfile(
      String organisation, long version, long noticeVersion, String profile, Instant now) {
    this.organisation = organisation;
    this.version = version;
    this.noticeVersion = noticeVersion;
    this.profile = profile;
    this.receivedAt = now;
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

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String organisation = "";
    long version;

    public Key() {}

    public Key(String organisation, long version) {
      this.organisation = organisation;
      this.version = version;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.organisation.equals(organisation)
          && key.version == version;
    }

    @Override
    public int hashCode() {
      return Objects.hash(organisation, version);
    }
  }
}
