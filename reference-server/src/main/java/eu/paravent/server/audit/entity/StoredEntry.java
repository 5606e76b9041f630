package eu.paravent.server.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** One signed entry of a chain. Never changed. */
@Entity
@Table(name = "audit_entry")
@IdClass(StoredEntry.Key.class)
public class StoredEntry {
  @Id
  @Column(name = "chain")
  private String chain;

  @Id
  @Column(name = "sequence")
  private long sequence;

  @Column(name = "event")
  private String event;

  @Column(name = "at_time")
  private Instant at;

  @Column(name = "entry")
  private String entry;

  protected StoredEntry() {}

  /**
   * @param entry compact JWS
   */
  public StoredEntry(String chain, long sequence, String event, Instant at, String entry) {
    this.chain = chain;
    this.sequence = sequence;
    this.event = event;
    this.at = at;
    this.entry = entry;
  }

  public long sequence() {
    return sequence;
  }

  public String entry() {
    return entry;
  }

  /** As JPA wants it. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String chain = "";
    long sequence;

    public Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.chain.equals(chain) && key.sequence == sequence;
    }

    @Override
    public int hashCode() {
      return Objects.hash(chain, sequence);
    }
  }
}
