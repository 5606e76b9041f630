package eu.paravent.server.delivery.entity;

import java.io.Serializable;
import java.util.Objects;

/** A place in a group's log, as JPA wants it. */
public class SequenceKey implements Serializable {
  private static final long serialVersionUID = 1L;
  String groupId = "";
  long sequence;

  public SequenceKey() {}

  public SequenceKey(String groupId, long sequence) {
    this.groupId = groupId;
    this.sequence = sequence;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SequenceKey key
        && key.groupId.equals(groupId)
        && key.sequence == sequence;
  }

  @Override
  public int hashCode() {
    return Objects.hash(groupId, sequence);
  }
}
