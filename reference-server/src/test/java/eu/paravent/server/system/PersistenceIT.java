package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inside WildFly: who really maps our entities, and onto what. */
@ExtendWith(ArquillianExtension.class)
class PersistenceIT {
  @PersistenceUnit private EntityManagerFactory entityManagers;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  @Deployment
  static WebArchive deployment() {
    return Deployments.applicationWithAssertions().addClass(TestDatabase.class);
  }

  @Test
  void entitiesAreMappedByEclipseLink() {
    try (EntityManager entityManager = entityManagers.createEntityManager()) {
      assertThat(entityManager.getDelegate().getClass().getName())
          .startsWith("org.eclipse.persistence.");
    }
  }

  @Test
  void entitiesWereWovenWhenTheyWereBuilt() {
    assertThat(entityManagers.getMetamodel().getEntities())
        .isNotEmpty()
        .map(EntityType::getJavaType)
        .allSatisfy(
            entity ->
                assertThat(Arrays.stream(entity.getInterfaces()).map(Class::getName))
                    .contains("org.eclipse.persistence.internal.weaving.PersistenceWeaved"));
  }

  @Test
  void hibernateIsNotOnOurClassPath() {
    assertThatThrownBy(() -> Class.forName("org.hibernate.Session"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("org.hibernate.jpa.HibernatePersistenceProvider"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void defaultDataSourceIsTheDatabaseOfTheTestRun() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductName())
          .isEqualTo(System.getProperty("env.PARAVENT_DB_URL") == null ? "H2" : "PostgreSQL");
    }
  }
}
