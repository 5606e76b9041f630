package eu.paravent.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether the code that browsers get is the code that was built. */
@ExtendWith(Stage.Given.class)
class ServedCodeIT {
  private static final Path CHECK = Path.of("..", "..", "sdk", "web", "check-served");

  private final Stage stage;

  ServedCodeIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void theCommandFindsThatEverythingIsAsItShouldBe(@TempDir Path folder) throws Exception {
    Path list = Files.write(folder.resolve("sums"), served("/web/SHA256SUMS"));
    assertThat(check(list)).isEqualTo(0);
  }

  @Test
  void theCommandFindsWhatIsDifferent(@TempDir Path folder) throws Exception {
    String list = new String(served("/web/SHA256SUMS"), StandardCharsets.UTF_8);
    String other = list.replaceFirst("(?m)^[0-9a-f]{64}(?=  core.wasm$)", "0".repeat(64));
    assertThat(other).isNotEqualTo(list);
    assertThat(check(Files.writeString(folder.resolve("sums"), other))).isEqualTo(1);
  }

  /** What a guest needs to read who it is dealing with and what happens with the data. */
  @Test
  void theFirstUsefulScreenIsSmall() throws Exception {
    String page = new String(compressed("/g/AAAAAAAAAAAAAAAAAAAAAA").plain(), UTF_8);
    int total = compressed("/g/AAAAAAAAAAAAAAAAAAAAAA").onTheWire();
    Matcher files = Pattern.compile("(?:src|href)=\"\\.\\.(/web/[^\"]+)\"").matcher(page);
    int count = 0;
    while (files.find()) {
      total += compressed(files.group(1)).onTheWire();
      count++;
    }
    System.out.println("ServedCodeIT: first screen " + total + " bytes in " + count + " files");
    assertThat(count).isGreaterThan(10);
    assertThat(page).doesNotContain("core.wasm");
    assertThat(total).isLessThan(300_000);
  }

  private record Served(int onTheWire, byte[] plain) {}

  private Served compressed(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(stage.server.uri().resolve(path))
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    byte[] body = answer.body();
    boolean gzip =
        answer.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    byte[] plain = gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    return new Served(body.length, plain);
  }

  /** A cache or a proxy on the way that serves other scripts than the page was made for. */
  @Test
  void aPageRunsNoOtherScriptsThanItsOwn() {
    for (String script : List.of("guest.js", "conversation.js", "texts.js")) {
      try (GuestTab gina = GuestTab.phone(stage.chromium.browser(), "en-GB")) {
        gina.page.route(
            "**/web/" + script,
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("document.title = 'Changed';")));
        gina.open(stage.server.uri().resolve("/g/AAAAAAAAAAAAAAAAAAAAAA").toString());
        Stage.await(
            () -> gina.said().stream().filter(said -> said.contains("integrity")).findFirst());
        assertThat(gina.page.title()).isNotEqualTo("Changed");
      }
    }
  }

  private int check(Path list) throws IOException, InterruptedException {
    Process check =
        new ProcessBuilder("sh", CHECK.toString(), stage.server.uri().toString(), list.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = check.waitFor();
    System.out.println(said);
    return status;
  }

  private byte[] served(String path) throws IOException, InterruptedException {
    URI address = stage.server.uri().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
