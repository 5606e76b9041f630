package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import eu.paravent.server.system.MemoryDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of stored data is the schema, and the entities, and nothing else. */
class StoredDataTest {
  static final String ADVICE =
      "Every stored column is in src/main/resources/eu/paravent/server/privacy/stored-data.txt, with"
          + " what it is for and when it goes, in German and English. Add yours there.";

  @Test
  void isTheSchemaOnH2() throws SQLException {
    try (MemoryDatabase database = new MemoryDatabase()) {
      assertThat(Columns.of(database.source())).as(ADVICE).isEqualTo(declared());
    }
  }

  @Test
  void hasEveryFieldOfEveryEntity() throws Exception {
    Set<String> mapped = new TreeSet<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("eu.paravent.server")) {
      if (found.isAnnotatedWith(Entity.class)) {
        Class<?> entity = Class.forName(found.getName());
        String table = entity.getAnnotation(Table.class).name();
        for (Field field : entity.getDeclaredFields()) {
          boolean several = field.isAnnotationPresent(EmbeddedId.class);
          for (Field one : several ? field.getType().getDeclaredFields() : new Field[] {field}) {
            column(one).ifPresent(column -> mapped.add(table + "." + column));
          }
        }
      }
    }

    assertThat(mapped).as(ADVICE).hasSizeGreaterThan(50).isSubsetOf(declared());
  }

  private static java.util.Optional<String> column(Field field) {
    Column column = field.getAnnotation(Column.class);
    if (column != null && !column.name().isEmpty()) {
      return java.util.Optional.of(column.name());
    }
    // weaving adds fields of its own, and those begin with an underscore
    boolean mapped =
        field.isAnnotationPresent(Id.class)
            || column != null
            || !(Modifier.isStatic(field.getModifiers())
                || Modifier.isTransient(field.getModifiers())
                || field.isSynthetic()
                || field.getName().startsWith("_"));
    return mapped
        ? java.util.Optional.of(field.getName().toLowerCase(Locale.ROOT))
        : java.util.Optional.empty();
  }

  @Test
  void saysInBothLanguagesWhatForAndWhenItGoes() {
    for (StoredData.Table table : StoredData.tables()) {
      assertThat(table.german()).as(table.name()).isNotBlank();
      assertThat(table.english()).as(table.name()).isNotBlank();
      assertThat(table.who()).as(table.name()).matches("-|actor|(id|uri|person):[a-z_]+");
      table.deviceColumn().or(table::uriColumn).ifPresent(name -> assertNamed(table, name));
      for (StoredData.Column column : table.columns()) {
        String name = table.name() + "." + column.name();
        assertThat(column.german()).as(name).isNotBlank();
        assertThat(column.english()).as(name).isNotBlank();
        assertThat(column.kind())
            .as(name)
            .isIn("person", "pseudonym", "ciphertext", "public", "technical");
      }
    }
  }

  private static void assertNamed(StoredData.Table table, String column) {
    assertThat(table.columns().stream().map(StoredData.Column::name)).contains(column);
  }

  @Test
  void whatNamesADeviceBelongsToAPerson() {
    for (StoredData.Table table : StoredData.tables()) {
      boolean names =
          table.columns().stream()
              .anyMatch(column -> Pattern.matches("device_id|device_uri|user_name", column.name()));
      if (names) {
        assertThat(table.who()).as(table.name()).isNotEqualTo("-");
      }
    }
  }

  static Set<String> declared() {
    return StoredData.tables().stream()
        .flatMap(
            table -> table.columns().stream().map(column -> table.name() + "." + column.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
