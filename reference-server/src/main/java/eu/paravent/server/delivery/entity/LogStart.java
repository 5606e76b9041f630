package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** From where a group's log is still there. Whoever locks this row deletes; one at a time. */
@Entity
@Table(name = "log_start")
public class LogStart {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Column(name = "kept_from")
  private long keptFrom;

  protected LogStart() {}

  /** Nothing is deleted yet. */
  public LogStart(String groupId) {
    this.groupId = groupId;
    this.keptFrom = 1;
  }

  public String groupId() {
    return groupId;
  }

  /** The first entry that is still there, or the next that will be. */
  public long keptFrom() {
    return keptFrom;
  }

  public void keepFrom(long sequence) {
    if (sequence < keptFrom) {
      throw new IllegalArgumentException("What is deleted does not come back");
    }
    keptFrom = sequence;
  }
}
