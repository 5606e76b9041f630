package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A device in a group: what of the log it may read, and how far it has stored it. */
@Entity
@Table(name = "membership")
@IdClass(Membership.Key.class)
public class Membership {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Id
  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "joined")
  private long joined;

  @Column(name = "removed")
  private @Nullable Long removed;

  @Column(name = "stored_to")
  private long storedTo;

  protected Membership() {}

  /**
   * @param joined sequence number of the entry by which it joined, 0 for the creator
   */
  public Membership(String groupId, String deviceId, long joined) {
    this.groupId = groupId;
    this.deviceId = deviceId;
    join(joined);
  }

  /** Joins, or joins again. */
  public final void join(long sequence) {
    joined = sequence;
    removed = null;
    storedTo = Math.max(storedTo, sequence);
  }

  /** Reads up to and including this entry. */
  public void remove(long sequence) {
    removed = sequence;
  }

  public boolean member() {
    return removed == null;
  }

  /** The newest entry it may read. */
  public long head(Group group) {
    return removed == null ? group.head() : removed;
  }

  /** Everything up to here is stored on the device; never moves back. */
  public void stored(long sequence) {
    storedTo = Math.max(storedTo, sequence);
  }

  public String groupId() {
    return groupId;
  }

  public String deviceId() {
    return deviceId;
  }

  public long joined() {
    return joined;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String groupId = "";
    String deviceId = "";

    public Key() {}

    public Key(String groupId, String deviceId) {
      this.groupId = groupId;
      this.deviceId = deviceId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.groupId.equals(groupId)
          && key.deviceId.equals(deviceId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(groupId, deviceId);
    }
  }
}
