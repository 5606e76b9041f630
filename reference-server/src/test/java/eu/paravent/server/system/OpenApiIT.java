package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against WildFly: the description of the interface is whole, and changes only on purpose. */
class OpenApiIT {
  /** Answers that have lists in them and are none. Whoever adds one says that it has an end. */
  private static final Set<String> ONE_THING_WITH_PARTS =
      Set.of("PersonalData", "PrivacyCase", "PrivacyDocument", "PrivacyOverview", "ServerLimits");

  /** What says whether there is more. */
  private static final Map<String, String> LOGS = Map.of("LogPage", "head", "AuditPage", "more");

  private final URI server = SharedServer.uri();

  @Test
  void isTheFrozenOne() throws IOException {
    Path frozen = Path.of(System.getProperty("paravent.openapi"));
    Path found = Path.of(System.getProperty("paravent.openapi.found"));
    Files.writeString(found, PublishedInterface.of(server).text());

    assertThat(Files.readString(found))
        .as(
            "The server's interface is not the one in docs/openapi-v1.json. If the change is meant,"
                + " and old clients can live with it, put the new one in its place and say it in"
                + " CHANGELOG.md: cp reference-server/target/openapi-v1.json docs/openapi-v1.json")
        .isEqualTo(Files.readString(frozen));
  }

  @Test
  void hasEveryAddressOfTheProtocol() throws IllegalAccessException {
    Set<String> addresses = new TreeSet<>();
    for (Field field : Paths.class.getFields()) {
      String path = (String) field.get(null);
      if (path.startsWith(Paths.ROOT + "/") && !path.equals(Paths.PUSH)) {
        addresses.add(path);
      }
    }

    assertThat(
            PublishedInterface.of(server).operations().stream()
                .map(operation -> operation.substring(operation.indexOf(' ') + 1))
                .collect(Collectors.toSet()))
        .isEqualTo(addresses);
  }

  @Test
  void hasEveryProblemCode() {
    PublishedInterface described = PublishedInterface.of(server);

    Set<String> codes =
        described.operations().stream()
            .flatMap(operation -> described.codes(operation).stream())
            .collect(Collectors.toSet());

    // these are about addresses, versions and methods that nobody describes
    assertThat(codes)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ProblemCode.values())
                .filter(code -> code != ProblemCode.NOT_FOUND)
                .filter(code -> code != ProblemCode.VERSION_UNSUPPORTED)
                .filter(code -> code != ProblemCode.METHOD_NOT_ALLOWED)
                .map(ProblemCode::code)
                .toList());
  }

  @Test
  void everyBodyHasASchemaAndEveryWriteItsKey() {
    PublishedInterface described = PublishedInterface.of(server);

    for (String name : described.operations()) {
      JsonObject operation = described.operation(name);
      assertThat(operation.getString("summary")).as(name).isNotBlank();
      if (operation.has("requestBody")) {
        assertSchemas(name, operation.getObject("requestBody"));
      }
      JsonObject responses = operation.getObject("responses");
      responses.keySet().forEach(status -> assertSchemas(name, responses.getObject(status)));
      assertThat(responses.keySet()).as(name).anyMatch(status -> status.startsWith("2"));
      boolean asksForKey =
          operation.has("parameters")
              && operation.getArray("parameters").stream()
                  .anyMatch(
                      one -> Headers.IDEMPOTENCY_KEY.equals(((JsonObject) one).getString("name")));
      assertThat(asksForKey).as(name).isEqualTo(!name.startsWith("GET "));
    }
  }

  /** A list that is new comes in pages like all others. Logs go on behind the last number. */
  @Test
  void everyListComesInPages() {
    PublishedInterface described = PublishedInterface.of(server);
    Set<String> lists = new TreeSet<>();

    for (String name : described.operations()) {
      String schema = described.answer(name);
      if (!name.startsWith("GET ")
          || !described.hasArray(schema)
          || ONE_THING_WITH_PARTS.contains(schema)) {
        continue;
      }
      lists.add(schema);
      assertThat(described.operation(name).getArray("parameters").stream())
          .as(name)
          .extracting(parameter -> ((JsonObject) parameter).getString("name"))
          .contains(Paths.AFTER, Paths.LIMIT);
      assertThat(described.codes(name)).as(name).contains(ProblemCode.INVALID_VALUE.code());
      assertThat(described.properties(schema))
          .as(schema)
          .contains(LOGS.getOrDefault(schema, "next"));
    }

    assertThat(lists).hasSize(11);
  }

  private static void assertSchemas(String operation, JsonObject body) {
    if (body.has("content")) {
      JsonObject content = body.getObject("content");
      content
          .keySet()
          .forEach(
              type ->
                  assertThat(content.getObject(type).getObject("schema"))
                      .as(operation + " " + type)
                      .isNotEmpty());
    }
  }
}
