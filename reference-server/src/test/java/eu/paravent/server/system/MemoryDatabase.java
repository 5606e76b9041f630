package eu.paravent.server.system;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The real schema and the real mappings in one JVM, without a server: H2 in memory. One transaction
 * at a time.
 */
public final class MemoryDatabase implements AutoCloseable {
  private final JdbcDataSource source = new JdbcDataSource();
  private final EntityManagerFactory factory;
  private final EntityManager entities;

  public MemoryDatabase() {
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    migrate(source, "binary large object");
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    properties.put("jakarta.persistence.nonJtaDataSource", source);
    properties.put("jakarta.persistence.jtaDataSource", "");
    properties.put("eclipselink.target-server", "None");
    factory = Persistence.createEntityManagerFactory("paravent", properties);
    entities = factory.createEntityManager();
  }

  public static void migrate(javax.sql.DataSource source, String octets) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .placeholders(Map.of("octets", octets))
        .load()
        .migrate();
  }

  public javax.sql.DataSource source() {
    return source;
  }

  public EntityManager entities() {
    return entities;
  }

  /** A bean of a component's entity layer, on this database. */
  public <T> T rows(T bean) {
    return with(bean, "rows", entities);
  }

  /** What the container would inject. */
  public static <T> T with(T bean, String name, Object value) {
    try {
      Class<?> type = bean.getClass();
      while (!has(type, name)) {
        type = type.getSuperclass();
      }
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      field.set(bean, value);
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean has(Class<?> type, String name) {
    return java.util.Arrays.stream(type.getDeclaredFields())
        .anyMatch(field -> field.getName().equals(name));
  }

  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /** In one transaction, rolled back where it throws. */
  public <T> T call(Supplier<T> work) {
    entities.getTransaction().begin();
    try {
      T result = work.get();
      entities.getTransaction().commit();
      return result;
    } finally {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      entities.clear();
    }
  }

  /** Beside the mappings: what somebody with the database's password can do. */
  public void execute(String sql) {
    try (java.sql.Connection connection = source.getConnection();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    entities.close();
    factory.close();
    execute("shutdown");
  }
}
