package eu.paravent.samples.rt;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static eu.paravent.server.testing.OtherSystem.await;
import static eu.paravent.server.testing.Screens.says;
import static eu.paravent.server.testing.Screens.sees;
import static eu.paravent.server.testing.Screens.staff;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import eu.paravent.server.testing.OtherSystem;
import eu.paravent.server.testing.Screens;
import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story of one ticket against a real Request Tracker and a real chat server, on three screens:
 * Alice in RT's own page, Alice in the chat page that its link leads to, Gerda on her phone. Both
 * sides end in between, and the organisation changes its mind about what is copied.
 */
class TicketServiceIT {
  private static final String TOKEN = "operators-token", TICKET = "1";

  @TempDir Path folder;

  @Test
  void aTicketIsTalkedAbout() throws Exception {
    OtherSystem.needs(
        "No Request Tracker 5: run samples/request-tracker/rt install (Debian 12, as root)",
        "./rt",
        "present");
    assertThat(OtherSystem.succeeds("./rt", "init", "target/rt")).isTrue();
    Files.createDirectories(folder.resolve("rt"));
    Files.copy(Path.of("target/rt/rt.sqlite"), folder.resolve("rt/rt.sqlite"));
    String port = String.valueOf(OtherSystem.freePort());
    int door = OtherSystem.freePort();
    URI web = URI.create("http://localhost:" + port);
    RequestTracker root = RequestTracker.at(web, "root", "password");
    try (OtherSystem rt =
            OtherSystem.start(folder.resolve("rt.log"), "./rt", "start", path("rt"), port);
        WildFlyProcess server =
            WildFlyProcess.at(
                    folder.resolve("server"),
                    Map.of(
                        "PARAVENT_REGISTRATION_TOKEN",
                        TOKEN,
                        "PARAVENT_WEB_ORIGINS",
                        "http://localhost:" + door))
                .shortLived()
                .start();
        Screens screens = new Screens();
        BetweenReadings between = new BetweenReadings(web)) {
      await(() -> List.of(ask(root)));
      TicketService service = service(server, web, Policy.STAYS, door);
      try {
        // the customer has it by mail
        await(() -> mails("To: gerda@gruber.example"));
        String link = link(await(() -> subjects(root, "Einladung zum Chat")).get(0));

        // from RT's own page a link leads into the chat, with RT's session
        Page alice = screens.open(1000, 900);
        signIn(alice, web);
        // whoever is not signed in to RT, or in another page, gets nothing from the door
        assertThat(knock(door, "RT_SID_acme.example." + port + "=0", "localhost:" + door))
            .isEqualTo(403);
        assertThat(knock(door, cookies(alice), "evil.example")).isEqualTo(403);
        assertThat(knock(door, cookies(alice), "localhost:" + door)).isEqualTo(200);
        alice.navigate(root.page(TICKET));
        assertThat(alice.locator("body")).containsText("Bleiben im Chat");
        Page chat =
            alice.waitForPopup(
                () -> alice.locator("a[href^='http://localhost:" + door + "']").click());
        chat.setViewportSize(620, 900);
        assertThat(chat.locator("h1")).hasText("Vorgang 1 · Fenster klemmt");
        sees(staff(chat), "Regelung: Was hier geschrieben wird, bleibt hier.");
        Page gerda = screens.join(link, "Gerda Gruber", 900);
        sees(gerda.locator("body"), "Regelung: Was hier geschrieben wird, bleibt hier.");

        // both write; RT learns that, not what
        says(staff(chat), "Wir kommen am Dienstag.");
        sees(gerda.locator("body"), "Wir kommen am Dienstag.");
        says(gerda.locator("body"), "Dienstag passt gut.");
        sees(staff(chat), "Dienstag passt gut.");
        root.write(TICKET, "comment", "intern", "Die Kundin zahlt spät.");
        root.write(TICKET, "correspond", "Re: Fenster klemmt", "Das Ersatzteil ist bestellt.");
        sees(staff(chat), "root schrieb im Vorgang:");
        sees(gerda.locator("body"), "Das Ersatzteil ist bestellt.");
        sees(gerda.locator("body"), "root hat im Vorgang etwas vermerkt: ");
        await(() -> atLeast(2, subjects(root, "Chat-Nachricht ")));
        alice.reload();
        sees(alice.locator("body"), "Gerda Gruber hat im Chat geschrieben");
        assertThat(alice.locator("body")).not().containsText("Dienstag");
        alice.locator("text=hat im Chat geschrieben").last().scrollIntoViewIfNeeded();
        screens.picture("request-tracker-desktop-de", alice, chat, gerda);

        // the service ends, then RT; both sides go on writing
        service.close();
        root.write(TICKET, "correspond", "Re: Fenster klemmt", "Es ist da.");
        rt.stop();
        says(gerda.locator("body"), "Um neun, wenn es recht ist.");
        sees(staff(chat), "Um neun, wenn es recht ist.");
        TicketService again = service(server, web, Policy.STAYS, door);
        rt.startAgain();
        try {
          sees(gerda.locator("body"), "Es ist da.");
          await(() -> atLeast(3, subjects(root, "Chat-Nachricht ")));
        } finally {
          again.close();
        }

        // the organisation wants the rest in RT: everybody is told before, and nothing of before
        TicketService copying = service(server, between.uri(), Policy.COPIED, door);
        try {
          sees(
              gerda.locator("body"),
              "Was hier geschrieben wird, wird im Klartext in den Vorgang kopiert.");
          says(staff(chat), "Der Griff ist neu.");
          await(() -> inClear(root, "Der Griff ist neu."));
          alice.reload();
          sees(alice.locator("body"), "Werden in den Vorgang kopiert");
          sees(alice.locator("body"), "Alice Albers schrieb im Chat:");
          between.next(
              () -> root.write(TICKET, "correspond", "Re: Fenster klemmt", "Kam dazwischen."));
          sees(gerda.locator("body"), "Kam dazwischen.");
          root.write("PUT", "ticket/" + TICKET, Map.of("Status", "resolved"));
          sees(gerda.locator("body"), "Stand des Vorgangs: erledigt");
          says(gerda.locator("body"), "Danke!");
          await(() -> inClear(root, "Danke!"));
        } finally {
          copying.close();
        }

        // nothing twice, nothing lost, nothing in clear that should not be
        for (String word : List.of("Dienstag", "Um neun")) {
          assertThat(inClear(root, word)).as(word).isEmpty();
          assertThat(mails(word)).as(word).isEmpty();
        }
        assertThat(subjects(root, "Chat-Nachricht ")).hasSize(5);
        assertThat(subjects(root, "Einladung zum Chat")).hasSize(1);
        for (String once :
            List.of(
                "Das Ersatzteil ist bestellt.",
                "etwas vermerkt",
                "Es ist da.",
                "Kam dazwischen.",
                "Stand des Vorgangs: erledigt",
                "wird im Klartext")) {
          assertThat(messages(gerda, once)).hasCount(1);
        }
      } finally {
        service.close();
      }
    }
  }

  private static String ask(RequestTracker root) throws IOException {
    return RequestTracker.id(
        root.write(
            "POST",
            "ticket",
            Map.of(
                "Queue", TicketChats.QUEUE,
                "Subject", "Fenster klemmt",
                "Requestor", "gerda@gruber.example",
                "Owner", "alice",
                "Content", "Das Fenster im Bad klemmt.",
                "ContentType", "text/plain")));
  }

  private TicketService service(WildFlyProcess server, URI web, Policy policy, int door)
      throws IOException {
    return new TicketService(
        folder.resolve("service"),
        server.uri(),
        TOKEN,
        RequestTracker.at(web, TicketChats.USER, "paravent-rt"),
        policy,
        door);
  }

  private static void signIn(Page page, URI web) {
    page.navigate(web + "/");
    page.locator("input[name=user]").fill("alice");
    page.locator("input[name=pass]").fill("alice-at-rt");
    page.locator("input[name=pass]").press("Enter");
    assertThat(page.locator("body")).containsText("alice");
  }

  private static String cookies(Page page) {
    return page.context().cookies().stream()
        .map(cookie -> cookie.name + "=" + cookie.value)
        .collect(Collectors.joining("; "));
  }

  private static Locator messages(Page page, String text) {
    return page.locator(".message", new Page.LocatorOptions().setHasText(text));
  }

  private int knock(int door, String cookie, String origin) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + door + "/open?id=" + TICKET))
                .header("Cookie", cookie)
                .header("Origin", "http://" + origin)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String link(RequestTracker.Text invitation) {
    return invitation
        .content()
        .lines()
        .filter(line -> line.startsWith("http"))
        .findFirst()
        .orElseThrow();
  }

  private static List<RequestTracker.Text> subjects(RequestTracker rt, String beginning)
      throws IOException {
    return rt.texts(TICKET).stream().filter(text -> text.subject().startsWith(beginning)).toList();
  }

  private static List<RequestTracker.Text> inClear(RequestTracker rt, String words)
      throws IOException {
    return rt.texts(TICKET).stream().filter(text -> text.content().contains(words)).toList();
  }

  private List<String> mails(String words) throws IOException {
    Path outbox = folder.resolve("rt/outbox");
    return Files.exists(outbox)
        ? Files.readString(outbox).lines().filter(line -> line.contains(words)).toList()
        : List.of();
  }

  private static <T> List<T> atLeast(int count, List<T> found) {
    return found.size() < count ? List.of() : found;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
