package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a group stands. Whoever locks this row decides what comes next: the sequence has no gaps
 * because a number is taken and its entry written in the same transaction.
 */
@Entity
@Table(name = "chat_group")
public class Group {
  @Id private String id;

  @Column(name = "epoch")
  private long epoch;

  @Column(name = "head")
  private long head;

  @Column(name = "created_at")
  private Instant createdAt;

  /** Empty of groups from before it was noted. */
  @Column(name = "cipher_suite")
  private @Nullable Integer cipherSuite;

  protected Group() {}

  public Group(String id, int cipherSuite, Instant now) {
    this.id = id;
    this.cipherSuite = cipherSuite;
    this.createdAt = now;
  }

  /** Takes the next sequence number. */
  public long next() {
    return ++head;
  }

  public void advanceTo(long nextEpoch) {
    if (nextEpoch != epoch + 1) {
      throw new IllegalArgumentException("Epoch " + nextEpoch + " does not follow " + epoch);
    }
    epoch = nextEpoch;
  }

  /** What its group info says: it never changes, and older groups had not noted it. */
  public void of(int suite) {
    if (cipherSuite == null) {
      cipherSuite = suite;
    }
  }

  public String id() {
    return id;
  }

  public long epoch() {
    return epoch;
  }

  public long head() {
    return head;
  }
}
