package eu.paravent.server.cases.entity;

import eu.paravent.protocol.privacy.CaseOpening;
import eu.paravent.protocol.privacy.PrivacyCase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person asked for, and until when it must be answered. */
@Entity
@Table(name = "privacy_case")
public class TrackedCase {
  /** GDPR Art. 12(3): one month, and two more where that is needed. */
  private static final int MONTHS = 1, MONTHS_EXTENDED = 3;

  @Id private String id;

  @Column(name = "organisation")
  private String organisation;

  @Column(name = "kind")
  private String kind;

  @Column(name = "person")
  private String person;

  @Column(name = "reference")
  private String reference;

  @Column(name = "asked_at")
  private Instant askedAt;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "extended")
  private boolean extended;

  @Column(name = "state")
  private String state;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  protected TrackedCase() {}

  public TrackedCase(String id, String organisation, CaseOpening opening) {
    this.id = id;
    this.organisation = organisation;
    this.kind = opening.kind();
    this.person = opening.person();
    this.reference = opening.reference();
    this.askedAt = opening.receivedAt();
    this.dueAt = months(MONTHS);
    this.state = PrivacyCase.OPEN;
  }

  private Instant months(int count) {
    return askedAt.atZone(ZoneOffset.UTC).plusMonths(count).toInstant();
  }

  public void extend() {
    extended = true;
    dueAt = months(MONTHS_EXTENDED);
  }

  public void close(String outcome, Instant now) {
    state = outcome;
    closedAt = now;
  }

  public boolean open() {
    return state.equals(PrivacyCase.OPEN);
  }

  public boolean overdueAt(Instant now) {
    return open() && now.isAfter(dueAt);
  }

  public String id() {
    return id;
  }

  public String organisation() {
    return organisation;
  }

  public String kind() {
    return kind;
  }

  public String person() {
    return person;
  }

  public String reference() {
    return reference;
  }

  public Instant askedAt() {
    return askedAt;
  }

  public Instant dueAt() {
    return dueAt;
  }

  public boolean extended() {
    return extended;
  }

  public String state() {
    return state;
  }

  public Optional<Instant> closedAt() {
    return Optional.ofNullable(closedAt);
  }
}
