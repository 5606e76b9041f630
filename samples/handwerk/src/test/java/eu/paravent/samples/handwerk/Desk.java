package eu.paravent.samples.handwerk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Someone at the office's pages without a browser. */
final class Desk {
  private final URI office;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  Desk(URI office) {
    this.office = office;
  }

  /** Signed in as Anna. */
  static Desk signedIn(URI office) throws Exception {
    Desk desk = new Desk(office);
    int answer = desk.post("sign-in", Map.of("as", "ANNA"));
    if (answer != 303) {
      throw new AssertionError("Anna was answered " + answer);
    }
    return desk;
  }

  int post(String path, Map<String, String> form) throws IOException, InterruptedException {
    return http.send(request(path, form), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  CompletableFuture<Integer> posting(String path, Map<String, String> form) {
    return http.sendAsync(request(path, form), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(office.resolve("/office/" + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(office.resolve("/office/" + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept-Language", "de")
        .timeout(Duration.ofSeconds(120))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
