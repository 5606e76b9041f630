package eu.paravent.server.system;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a running server says about its interface. */
public final class PublishedInterface {
  private final JsonObject document;

  private PublishedInterface(JsonObject document) {
    this.document = document;
  }

  public static PublishedInterface of(URI server) {
    try {
      HttpResponse<String> answer =
          // an upgrade of a clear connection to HTTP/2 is nothing that clients of ours do
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(
                  HttpRequest.newBuilder(server.resolve("/openapi?format=JSON")).build(),
                  HttpResponse.BodyHandlers.ofString());
      return new PublishedInterface(JsonParser.object().from(answer.body()));
    } catch (IOException | JsonParserException e) {
      throw new IllegalStateException("The server does not describe its interface", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Such as {@code POST /api/v1/groups}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    JsonObject paths = document.getObject("paths");
    paths
        .keySet()
        .forEach(
            path ->
                paths
                    .getObject(path)
                    .keySet()
                    .forEach(
                        verb ->
                            operations.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path)));
    return operations;
  }

  /** The problem codes that an operation is said to answer with. */
  public Set<String> codes(String operation) {
    Set<String> codes = new TreeSet<>();
    JsonObject responses = operation(operation).getObject("responses");
    responses
        .keySet()
        .forEach(
            status -> {
              JsonArray declared = responses.getObject(status).getArray("x-codes");
              if (declared != null) {
                declared.forEach(code -> codes.add((String) code));
              }
            });
    return codes;
  }

  /** The name of the record that it answers with, or nothing. */
  String answer(String operation) {
    JsonObject json =
        operation(operation)
            .getObject("responses")
            .getObject("200", new JsonObject())
            .getObject("content", new JsonObject())
            .getObject("application/json", new JsonObject());
    String reference = json.getObject("schema", new JsonObject()).getString("$ref", "");
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  Set<String> properties(String schema) {
    return schema(schema).keySet();
  }

  boolean hasArray(String schema) {
    JsonObject properties = schema(schema);
    return properties.keySet().stream()
        .anyMatch(name -> "array".equals(properties.getObject(name).getString("type")));
  }

  private JsonObject schema(String name) {
    return document
        .getObject("components")
        .getObject("schemas")
        .getObject(name, new JsonObject())
        .getObject("properties", new JsonObject());
  }

  JsonObject operation(String operation) {
    String[] verbAndPath = operation.split(" ", 2);
    return document
        .getObject("paths")
        .getObject(verbAndPath[1])
        .getObject(verbAndPath[0].toLowerCase(java.util.Locale.ROOT));
  }

  /** The same text for the same interface, whatever order the server tells it in. */
  String text() {
    return JsonWriter.indent("  ").string().value(sorted(document)).done() + "\n";
  }

  private static Object sorted(Object value) {
    if (value instanceof JsonObject object) {
      Map<String, Object> inOrder = new TreeMap<>();
      object.forEach((name, member) -> inOrder.put(name, sorted(member)));
      return inOrder;
    } else if (value instanceof JsonArray array) {
      return array.stream().map(PublishedInterface::sorted).toList();
    }
    return value;
  }
}
