package eu.paravent.server.requests.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a write was answered with. Never changed. */
@Entity
@Table(name = "given_answer")
public class GivenAnswer {
  @EmbeddedId
  @SuppressWarnings("UnusedVariable") // the provider reads it
  private Key key;

  @Column(name = "question")
  private String question;

  @Column(name = "status")
  private int status;

  @Column(name = "body")
  private byte[] body;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected GivenAnswer() {}

  /**
   * @param question hash of the request
   * @param body empty where there was none
   */
  public GivenAnswer(Key key, String question, int status, byte[] body, Instant expiresAt) {
    this.key = key;
    this.question = question;
    this.status = status;
    this.body = body.clone();
    this.expiresAt = expiresAt;
  }

  public boolean isTo(String otherQuestion) {
    return question.equals(otherQuestion);
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body.clone();
  }

  /** Who sent it, and the name the sender gave it. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "sender")
    private String sender;

    @Column(name = "idempotency_key")
    private String idempotencyKey;

    protected Key() {}

    public Key(String sender, String idempotencyKey) {
      this.sender = sender;
      this.idempotencyKey = idempotencyKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && sender.equals(that.sender)
          && idempotencyKey.equals(that.idempotencyKey);
    }

    @Override
    public int hashCode() {
      return Objects.hash(sender, idempotencyKey);
    }
  }
}
