package eu.paravent.server.devices.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class DeviceRows {
  @PersistenceContext EntityManager rows;

  public void add(RegisteredDevice device) {
    rows.persist(device);
    // The rows that refer to it follow.
    rows.flush();
  }

  public Optional<RegisteredDevice> find(String id) {
    return Optional.ofNullable(rows.find(RegisteredDevice.class, id));
  }

  public Optional<RegisteredDevice> byUri(String uri) {
    return rows.createQuery(
            "select d from RegisteredDevice d where d.uri = :uri", RegisteredDevice.class)
        .setParameter("uri", uri)
        .getResultStream()
        .findFirst();
  }

  public List<RegisteredDevice> byUris(Collection<String> uris) {
    return uris.isEmpty()
        ? List.of()
        : rows.createQuery(
                "select d from RegisteredDevice d where d.uri in :uris", RegisteredDevice.class)
            .setParameter("uris", List.copyOf(uris))
            .getResultList();
  }

  public List<RegisteredDevice> ofUser(String organisation, String user) {
    return rows.createQuery(
            "select d from RegisteredDevice d where d.organisation = :organisation and d.user = :user order by d.uri",
            RegisteredDevice.class)
        .setParameter("organisation", organisation)
        .setParameter("user", user)
        .getResultList();
  }
}
