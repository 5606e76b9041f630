package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** One entry of a group's log, byte-exact. Never changed. */
@Entity
@Table(name = "log_entry")
@IdClass(SequenceKey.class)
public class LoggedMessage {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Id
  @Column(name = "sequence")
  private long sequence;

  @Column(name = "kind")
  private String kind;

  @Column(name = "epoch")
  private long epoch;

  @Column(name = "message")
  private byte[] message;

  @Column(name = "size")
  private int size;

  @Column(name = "received_at")
  private Instant receivedAt;

  protected LoggedMessage() {}

  /**
   * @param epoch the one the message is for
   */
  public LoggedMessage(
      String groupId, long sequence, String kind, long epoch, byte[] message, Instant now) {
    this.groupId = groupId;
    this.sequence = sequence;
    this.kind = kind;
    this.epoch = epoch;
    this.message = message.clone();
    this.size = message.length;
    this.receivedAt = now;
  }

  public byte[] message() {
    return message.clone();
  }
}
