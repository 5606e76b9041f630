package eu.paravent.server.organisations.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

@ApplicationScoped
public class OrganisationRows {
  @PersistenceContext EntityManager rows;

  public Optional<RegisteredOrganisation> find(String id) {
    return Optional.ofNullable(rows.find(RegisteredOrganisation.class, id));
  }

  public void add(RegisteredOrganisation organisation) {
    rows.persist(organisation);
  }
}
