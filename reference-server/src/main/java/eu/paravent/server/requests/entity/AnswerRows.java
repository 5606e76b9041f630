package eu.paravent.server.requests.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
public class AnswerRows {
  @PersistenceContext EntityManager rows;

  public Optional<GivenAnswer> find(GivenAnswer.Key key) {
    return Optional.ofNullable(rows.find(GivenAnswer.class, key));
  }

  /** Fails at the latest with the transaction where another one was first. */
  public void add(GivenAnswer answer) {
    rows.persist(answer);
  }

  public void forget(Instant before) {
    rows.createQuery("delete from GivenAnswer a where a.expiresAt < :before")
        .setParameter("before", before)
        .executeUpdate();
  }
}
