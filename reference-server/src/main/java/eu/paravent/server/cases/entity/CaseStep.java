package eu.paravent.server.cases.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** What an erasure did in one place, last. */
@Entity
@Table(name = "privacy_case_step")
@IdClass(CaseStep.Key.class)
public class CaseStep {
  @Id
  @Column(name = "case_id")
  private String caseId;

  @Id
  @Column(name = "place")
  private String place;

  @Column(name = "state")
  private String state;

  @Column(name = "row_count")
  private long rowCount;

  @Column(name = "reason")
  private String reason;

  @Column(name = "done_at")
  private Instant doneAt;

  protected CaseStep() {}

  public CaseStep(String caseId, String place) {
    this.caseId = caseId;
    this.place = place;
    this.state = "";
    this.reason = "";
  }

  /** Rows that were erased before still count. */
  public void is(String next, long rows, String why, Instant now) {
    rowCount = next.equals(state) && why.isEmpty() ? rowCount + rows : rows;
    state = next;
    reason = why;
    doneAt = now;
  }

  public String place() {
    return place;
  }

  public String state() {
    return state;
  }

  public long rowCount() {
    return rowCount;
  }

  public String reason() {
    return reason;
  }

  public Instant doneAt() {
    return doneAt;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String caseId = "";
    String place = "";

    public Key() {}

    public Key(String caseId, String place) {
      this.caseId = caseId;
      this.place = place;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.caseId.equals(caseId) && key.place.equals(place);
    }

    @Override
    public int hashCode() {
      return Objects.hash(caseId, place);
    }
  }
}
