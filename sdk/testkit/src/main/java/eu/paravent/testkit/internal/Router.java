package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.ProblemCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the handler of a request; everything but the listed addresses asks for a session. */
final class Router {
  private final List<Route> routes = new ArrayList<>();
  private final GivenAnswers answers = new GivenAnswers();
  private final Function<String, Session> sessionOfToken;

  Router(Function<String, Session> sessionOfToken) {
    this.sessionOfToken = sessionOfToken;
  }

  void open(String method, String template, Function<Call, Response> handler) {
    routes.add(new Route(method, template, List.of(template.split("/")), true, handler));
  }

  void signedIn(String method, String template, Function<Call, Response> handler) {
    routes.add(new Route(method, template, List.of(template.split("/")), false, handler));
  }

  Response handle(Request request) {
    int mark = request.target().indexOf('?');
    String path = mark < 0 ? request.target() : request.target().substring(0, mark);
    String query = mark < 0 ? "" : request.target().substring(mark + 1);
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(path);
      if (variables.isEmpty()) {
        continue;
      }
      known = true;
      if (route.method.equals(request.method())) {
        Call call = call(request, route, variables.get(), query);
        return answers.answer(request, route.template, call, route.handler);
      }
    }
    throw known
        ? new Refusal(ProblemCode.METHOD_NOT_ALLOWED, request.method() + " is not for " + path)
        : new Refusal(ProblemCode.NOT_FOUND, "Nothing is at " + path);
  }

  private Call call(Request request, Route route, Map<String, String> variables, String query) {
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Optional<Session> session =
        route.open ? Optional.empty() : Optional.of(sessionOfToken.apply(bearerToken(headers)));
    return new Call(variables, form(query), headers, request.body().orElse(new byte[0]), session);
  }

  private static String bearerToken(Map<String, String> headers) {
    String value = headers.getOrDefault("authorization", "");
    // RFC 9110 §11.1: the scheme is case-insensitive
    return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).trim() : "";
  }

  /** Names and values of a query or form; of two with the same name the first counts. */
  static Map<String, String> form(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemCode.MALFORMED_REQUEST, "The percent-encoding is broken");
    }
  }

  private record Route(
      String method,
      String template,
      List<String> segments,
      boolean open,
      Function<Call, Response> handler) {
    Optional<Map<String, String>> match(String path) {
      String[] parts = path.split("/", -1);
      if (parts.length != segments.size()) {
        return Optional.empty();
      }
      Map<String, String> variables = new LinkedHashMap<>();
      for (int i = 0; i < parts.length; i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          if (parts[i].isEmpty()) {
            return Optional.empty();
          }
          // a plus sign stands for itself in a path
          variables.put(
              segment.substring(1, segment.length() - 1), decode(parts[i].replace("+", "%2B")));
        } else if (!segment.equals(parts[i])) {
          return Optional.empty();
        }
      }
      return Optional.of(variables);
    }
  }
}
