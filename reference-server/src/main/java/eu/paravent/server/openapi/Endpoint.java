package eu.paravent.server.openapi;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.WithoutKey;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** One method of the interface. */
final class Endpoint {
  private final String verb;
  private final Method method;
  private final Schemas schemas;

  Endpoint(String verb, Method method, Schemas schemas) {
    this.verb = verb;
    this.method = method;
    this.schemas = schemas;
  }

  void describe(Operation operation) {
    if (has(ForAdministrators.class)) {
      operation.setSecurity(
          List.of(OASFactory.createSecurityRequirement().addScheme("administrator")));
    } else if (has(OpenToAll.class)) {
      operation.setSecurity(List.of(OASFactory.createSecurityRequirement()));
    }
    if (isWrite()) {
      operation.addParameter(key());
    }
    if (readsRecord()) {
      for (Class<?> type : method.getParameterTypes()) {
        if (type.isRecord()) {
          operation.getRequestBody().setContent(content(Headers.JSON, schemas.reference(type)));
        }
      }
    }
    APIResponses responses = OASFactory.createAPIResponses();
    answers(responses);
    refusals(responses);
    operation.setResponses(responses);
  }

  private boolean isWrite() {
    return !verb.equals("GET");
  }

  private Parameter key() {
    return OASFactory.createParameter()
        .name(Headers.IDEMPOTENCY_KEY)
        .in(Parameter.In.HEADER)
        .required(!has(WithoutKey.class))
        .description("New for each request, the same when it is sent again")
        .schema(schemas.id());
  }

  private void answers(APIResponses responses) {
    Class<?> type = method.getReturnType();
    Answered answered = method.getAnnotation(Answered.class);
    if (type == Response.class && answered == null) {
      throw new IllegalStateException(method + " needs @Answered");
    }
    if (answered != null) {
      for (int status : answered.status()) {
        responses.addAPIResponse(String.valueOf(status), success(status, answered.body()));
      }
    } else {
      int status = type == void.class ? 204 : 200;
      responses.addAPIResponse(String.valueOf(status), success(status, type));
    }
  }

  private APIResponse success(int status, Class<?> body) {
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(
                switch (status) {
                  case 201 -> "Created";
                  case 204 -> "Done";
                  case 206 -> "The part that was asked for";
                  case 304 -> "Nothing new";
                  default -> "OK";
                });
    if (status == 304) {
      return response;
    }
    if (body.isRecord() && body != Answered.Bare.class) {
      response.setContent(content(Headers.JSON, schemas.reference(body)));
    } else if (has(Produces.class)
        && method.getAnnotation(Produces.class).value()[0].equals(Headers.OCTETS)) {
      response.setContent(content(Headers.OCTETS, schemas.octets()));
    }
    return response;
  }

  private void refusals(APIResponses responses) {
    Map<Integer, Set<ProblemCode>> byStatus = new TreeMap<>();
    for (ProblemCode code : codes()) {
      byStatus
          .computeIfAbsent(code.status(), status -> EnumSet.noneOf(ProblemCode.class))
          .add(code);
    }
    byStatus.forEach(
        (status, codes) -> responses.addAPIResponse(String.valueOf(status), refusal(codes)));
  }

  private Set<ProblemCode> codes() {
    Set<ProblemCode> codes =
        EnumSet.of(
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.UNAVAILABLE,
            ProblemCode.RATE_LIMITED,
            ProblemCode.NOT_ACCEPTABLE);
    if (!has(OpenToAll.class)) {
      codes.add(ProblemCode.NOT_SIGNED_IN);
    }
    if (isWrite()) {
      codes.add(ProblemCode.MALFORMED_REQUEST);
    }
    if (has(Remembered.class)) {
      codes.add(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }
    if (has(Consumes.class)) {
      codes.add(ProblemCode.TOO_LARGE);
      codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    if (has(Refuses.class)) {
      codes.addAll(List.of(method.getAnnotation(Refuses.class).value()));
    }
    return codes;
  }

  private APIResponse refusal(Set<ProblemCode> codes) {
    return OASFactory.createAPIResponse()
        .description(
            codes.stream()
                .map(code -> "`" + code.code() + "`: " + code.title())
                .collect(Collectors.joining(". ")))
        .content(content(Headers.PROBLEM_JSON, schemas.reference(Problem.class)))
        .addExtension("x-codes", codes.stream().map(ProblemCode::code).toList());
  }

  private boolean readsRecord() {
    return has(Consumes.class)
        && method.getAnnotation(Consumes.class).value()[0].equals(Headers.JSON);
  }

  private boolean has(Class<? extends java.lang.annotation.Annotation> annotation) {
    return method.isAnnotationPresent(annotation);
  }

  private static Content content(String mediaType, Schema schema) {
    return OASFactory.createContent()
        .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
  }
}
