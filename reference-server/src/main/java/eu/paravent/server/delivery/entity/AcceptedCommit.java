package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/**
 * The one commit of an epoch. The lock on the group decides; this row would notice if it failed.
 */
@Entity
@Table(name = "accepted_commit")
@IdClass(AcceptedCommit.Key.class)
public class AcceptedCommit {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Id
  @Column(name = "epoch")
  private long epoch;

  @Column(name = "sequence")
  private long sequence;

  protected AcceptedCommit() {}

  public AcceptedCommit(String groupId, long epoch, long sequence) {
    this.groupId = groupId;
    this.epoch = epoch;
    this.sequence = sequence;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String groupId = "";
    long epoch;

    public Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.groupId.equals(groupId) && key.epoch == epoch;
    }

    @Override
    public int hashCode() {
      return Objects.hash(groupId, epoch);
    }
  }
}
