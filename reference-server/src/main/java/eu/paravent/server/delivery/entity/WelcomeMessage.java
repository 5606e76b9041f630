package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** The welcome of one commit, kept once for all whom it lets in. */
@Entity
@Table(name = "welcome")
@IdClass(SequenceKey.class)
public class WelcomeMessage {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Id
  @Column(name = "sequence")
  private long sequence;

  @Column(name = "message")
  private byte[] message;

  @Column(name = "size")
  private int size;

  protected WelcomeMessage() {}

  public WelcomeMessage(String groupId, long sequence, byte[] message) {
    this.groupId = groupId;
    this.sequence = sequence;
    this.message = message.clone();
    this.size = message.length;
  }

  public byte[] message() {
    return message.clone();
  }
}
