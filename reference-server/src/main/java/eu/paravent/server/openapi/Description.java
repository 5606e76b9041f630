package eu.paravent.server.openapi;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Problem;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Completes what the container finds: bodies as the codec writes them, every status, every problem,
 * the token and the idempotency key. All of it is read from the code that is run, so it cannot say
 * anything else. A resource method that it does not know ends the start of the application.
 */
public class Description implements OASFilter {
  @Override
  public void filterOpenAPI(OpenAPI api) {
    Schemas schemas = new Schemas();
    Map<String, PathItem> paths = new TreeMap<>(api.getPaths().getPathItems());
    paths.forEach(
        (path, item) ->
            item.getOperations()
                .forEach((verb, operation) -> complete(verb.name(), operation, schemas)));
    api.setPaths(OASFactory.createPaths());
    paths.forEach(api.getPaths()::addPathItem);
    schemas.reference(Problem.class);
    api.getComponents().setSchemas(schemas.all());
    api.setServers(List.of(OASFactory.createServer().url("/")));
    api.getInfo()
        .setDescription(
            "Carries end-to-end encrypted groups (RFC 9420). Bytes are base64url without padding."
                + " Every refusal is application/problem+json (RFC 9457) with a stable code. New"
                + " log entries and welcomes are pushed over the WebSocket at /api/v1/push."
                + " Answers to writes are kept under their Idempotency-Key for "
                + Limits.ANSWER_RETENTION.toDays()
                + " days.");
  }

  private static void complete(String verb, Operation operation, Schemas schemas) {
    Method method = method(operation.getOperationId());
    operation.setOperationId(
        method.getDeclaringClass().getSimpleName().replace("Resource", "")
            + "."
            + method.getName());
    new Endpoint(verb, method, schemas).describe(operation);
  }

  /** The container names operations by their method: see microprofile-config.properties. */
  private static Method method(String operationId) {
    int underscore = operationId.lastIndexOf('_');
    try {
      List<Method> candidates =
          Arrays.stream(
                  Class.forName(
                          operationId.substring(0, underscore),
                          true,
                          Description.class.getClassLoader())
                      .getMethods())
              .filter(m -> m.getName().equals(operationId.substring(underscore + 1)))
              .collect(Collectors.toList());
      if (candidates.size() != 1) {
        throw new IllegalStateException("Resource methods need names of their own: " + operationId);
      }
      return candidates.get(0);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("No resource class for " + operationId, e);
    }
  }
}
