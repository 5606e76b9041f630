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
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against WildFly: what a browser gets to see. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PagesIT {
  private static final String INVITE = "AAECAwQFBgcICQoLDA0ODw";
  private static final Pattern ELSEWHERE =
      Pattern.compile("(src|href|action)=\"(?!/|#)|<script|style=", Pattern.CASE_INSENSITIVE);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ArquillianResource private URI server;

  @Deployment(testable = false)
  static WebArchive deployment() {
    return Deployments.application();
  }

  @Test
  void startPageSaysWhatThisIsInBothLanguages() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Was hier läuft", "What this is", "href=\"/openapi\"", "/health/ready");
    assertHarmless(page);
  }

  @Test
  void guestPageExplainsTheLinkAndWhatIsNotThereYet() throws Exception {
    HttpResponse<String> page = get("/g/" + INVITE);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .contains(
            "kommt mit einer späteren Version",
            "comes with a later version",
            "GuestLobby.open(GuestLink.parse(link))")
        .doesNotContain(INVITE);
    assertHarmless(page);
  }

  /** A link to a part of the page would replace the secret that the address carries after the #. */
  @Test
  void guestPageHasNothingToClickThatLosesTheSecret() throws Exception {
    assertThat(get("/g/" + INVITE).body()).doesNotContain("href=\"#", "<a ");
  }

  @Test
  void guestPageBeginsInTheReadersLanguage() throws Exception {
    assertThat(get("/g/" + INVITE).body()).contains("<html lang=\"de\">");
    assertThat(get("/g/" + INVITE, "fr, en;q=0.8, de;q=0.5").body())
        .contains("<html lang=\"en\">", "Auf Deutsch lesen");
    assertThat(get("/g/" + INVITE, "de-AT, en;q=0.5").body())
        .contains("<html lang=\"de\">", "Read this in English");
    assertThat(get("/g/" + INVITE, "en").headers().firstValue("Vary")).hasValue("Accept-Language");
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

  private HttpResponse<String> get(String path, String... languages)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    for (String language : languages) {
      request.header("Accept-Language", language);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
