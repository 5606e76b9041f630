package eu.paravent.server.audit.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class AuditRows {
  @PersistenceContext EntityManager rows;

  /** Until the transaction ends, nobody else appends to it. Made where it is not there. */
  public AuditChain lock(String chain) {
    AuditChain known = rows.find(AuditChain.class, chain, LockModeType.PESSIMISTIC_WRITE);
    if (known != null) {
      return known;
    }
    AuditChain made = new AuditChain(chain);
    rows.persist(made);
    // fails here where another one was first
    rows.flush();
    return made;
  }

  public Optional<AuditChain> find(String chain) {
    return Optional.ofNullable(rows.find(AuditChain.class, chain));
  }

  public List<String> chains() {
    return rows.createQuery("select c.chain from AuditChain c order by c.chain", String.class)
        .getResultList();
  }

  public void add(StoredEntry entry) {
    rows.persist(entry);
  }

  public List<StoredEntry> after(String chain, long sequence, int most) {
    return rows.createQuery(
            "select e from StoredEntry e where e.chain = :chain and e.sequence > :after order by"
                + " e.sequence",
            StoredEntry.class)
        .setParameter("chain", chain)
        .setParameter("after", sequence)
        .setMaxResults(most)
        .getResultList();
  }

  /** The newest of this event. */
  public Optional<StoredEntry> newest(String chain, String event) {
    return rows.createQuery(
            "select e from StoredEntry e where e.chain = :chain and e.event = :event order by"
                + " e.sequence desc",
            StoredEntry.class)
        .setParameter("chain", chain)
        .setParameter("event", event)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The last one of those that are older than that. */
  public Optional<StoredEntry> lastBefore(String chain, Instant time) {
    return rows.createQuery(
            "select e from StoredEntry e where e.chain = :chain and e.at < :time order by"
                + " e.sequence desc",
            StoredEntry.class)
        .setParameter("chain", chain)
        .setParameter("time", time)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  public void deleteUpTo(String chain, long sequence) {
    rows.createQuery("delete from StoredEntry e where e.chain = :chain and e.sequence <= :upTo")
        .setParameter("chain", chain)
        .setParameter("upTo", sequence)
        .executeUpdate();
  }

  /** The newest last. */
  public List<SigningKeyRow> keys() {
    return rows.createQuery(
            "select k from SigningKeyRow k order by k.createdAt, k.id", SigningKeyRow.class)
        .getResultList();
  }

  /** Fails here where another node was first. */
  public void add(SigningKeyRow key) {
    rows.persist(key);
    rows.flush();
  }
}
