package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Against WildFly: what a browser gets to see. */
class PagesIT {
  private static final String INVITE = "AAECAwQFBgcICQoLDA0ODw";
  private static final Pattern ELSEWHERE =
      Pattern.compile("(src|href|action)=\"(?!/|#)|<script|style=", Pattern.CASE_INSENSITIVE);

  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server = SharedServer.uri();

  @Test
  void startPageSaysWhatThisIsInBothLanguages() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Was hier läuft", "What this is", "href=\"/openapi\"", "/health/ready");
    assertHarmless(page);
  }

  @Test
  void guestPageIsTheSameForEveryInvite() throws Exception {
    HttpResponse<String> page = get("/g/" + INVITE);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .isEqualTo(get("/g/AQECAwQFBgcICQoLDA0ODw").body())
        .doesNotContain(INVITE, "style=");
    assertGuarded(page);
    // what a guest may be asked for, and no page of anybody else
    assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
        .contains("microphone=(self)", "camera=(self)", "geolocation=(self)", "payment=()");
  }

  @Test
  void guestPageWithoutScriptsSaysSoInBothLanguages() throws Exception {
    assertThat(get("/g/" + INVITE).body()).contains("<noscript>", "lang=\"de\"", "lang=\"en\"");
  }

  @Test
  void everyScriptAndStyleOfTheGuestPageIsServedFromHere() throws Exception {
    Matcher named = REFERENCE.matcher(get("/g/" + INVITE).body());
    int files = 0;
    for (; named.find(); files++) {
      assertThat(named.group(1)).startsWith("../web/");
      HttpResponse<String> file = get(named.group(1).substring(2));
      assertThat(file.statusCode()).isEqualTo(200);
      assertGuarded(file);
    }
    assertThat(files).isGreaterThan(1);
  }

  @Test
  void coreIsAskedForOnceAndThenOnlyWhetherItChanged() throws Exception {
    HttpResponse<String> core = get("/web/core.wasm");
    assertThat(core.headers().firstValue("Content-Type")).hasValue("application/wasm");
    String tag = core.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        http.send(
            HttpRequest.newBuilder(server.resolve("/web/core.wasm"))
                .header("If-None-Match", tag)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertGuarded(again);
  }

  @Test
  void nothingElseOfTheArchiveIsServed() throws Exception {
    for (String name : List.of("", "none.js", "..%2fcore.wasm", "guest.html", "core.wasm/x")) {
      assertThat(get("/web/" + name).statusCode()).as(name).isIn(400, 404);
    }
  }

  @Test
  void guestPageDoesNotExistForWhatIsNoInviteId() throws Exception {
    assertThat(get("/g/").statusCode()).isEqualTo(404);
    assertThat(get("/g/short").statusCode()).isEqualTo(404);
    assertThat(get("/g/" + INVITE + "/more").statusCode()).isEqualTo(404);
    assertThat(get("/g/%3Cscript%3Ealert(1)%3C%2Fscript%3E").body()).doesNotContain("<script");
  }

  @Test
  void theTypeOfAProblemIsAPageOnTheSameServer() throws Exception {
    HttpResponse<String> refusal = get("/api/v1/groups");
    Problem problem = Json.read(Problem.class, refusal.body().getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> page = get(refusal.uri().resolve(problem.type()).getPath());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("not-signed-in", "Was Sie tun können", "What to do");
    assertHarmless(page);
    assertThat(get("/problems/no-such-code").statusCode()).isEqualTo(404);
    assertThat(get("/problems/").statusCode()).isEqualTo(404);
  }

  @Test
  void styleIsServedFromHere() throws Exception {
    HttpResponse<String> style = get("/assets/page.css");

    assertThat(style.statusCode()).isEqualTo(200);
    assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
  }

  @Test
  void openApiDescribesTheInterface() throws Exception {
    HttpResponse<String> description = get("/openapi?format=JSON");

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body()).contains("\"openapi\"", "/api/v1/");
  }

  private static void assertHarmless(HttpResponse<String> page) {
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(page.body()).doesNotContainPattern(ELSEWHERE);
  }

  /** Our own scripts may run, and nothing that was a text before. */
  private static void assertGuarded(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'")
        .contains("require-trusted-types-for 'script'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-inline", "'unsafe-eval'", "http:", "https:");
    assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
