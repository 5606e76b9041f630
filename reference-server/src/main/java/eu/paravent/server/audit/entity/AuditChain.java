package eu.paravent.server.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where a chain ends, and from where it is still kept. */
@Entity
@Table(name = "audit_head")
public class AuditChain {
  @Id private String chain;

  @Column(name = "sequence")
  private long sequence;

  @Column(name = "hash")
  private String hash;

  @Column(name = "kept_from")
  private long keptFrom;

  protected AuditChain() {}

  /** One without entries. */
  public AuditChain(String chain) {
    this.chain = chain;
    this.hash = "";
    this.keptFrom = 1;
  }

  public long next() {
    return sequence + 1;
  }

  /** The entry that {@link #next} named is written. */
  public void append(String entryHash) {
    sequence++;
    hash = entryHash;
  }

  public void keepFrom(long first) {
    keptFrom = first;
  }

  public String chain() {
    return chain;
  }

  public long sequence() {
    return sequence;
  }

  /** SHA-256 of the last entry; empty where there is none. */
  public String hash() {
    return hash;
  }

  public long keptFrom() {
    return keptFrom;
  }
}
