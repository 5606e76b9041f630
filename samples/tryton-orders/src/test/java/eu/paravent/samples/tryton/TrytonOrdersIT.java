package eu.paravent.samples.tryton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static eu.paravent.server.testing.OtherSystem.await;
import static eu.paravent.server.testing.Screens.says;
import static eu.paravent.server.testing.Screens.sees;
import static eu.paravent.server.testing.Screens.staff;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.microsoft.playwright.Page;
import eu.paravent.archive.ExportVerification;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.samples.beside.Topic;
import eu.paravent.server.testing.OtherSystem;
import eu.paravent.server.testing.Screens;
import eu.paravent.server.testing.WildFlyProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story of one sale against a real Tryton and a real chat server: confirmed in Tryton, talked
 * about on three screens (Alice in Tryton's own web client and in the chat page that its link leads
 * to, Gerda on her phone), shipped and closed; both sides end in between.
 */
class TrytonOrdersIT {
  private static final String TOKEN = "operators-token";
  private static final Map<String, ?> COMPANY = Map.of("company", 1);

  @TempDir Path folder;
  private final String web;
  private final int door;

  TrytonOrdersIT() throws IOException {
    web = String.valueOf(OtherSystem.freePort());
    door = OtherSystem.freePort();
  }

  @Test
  void aConfirmedSaleIsTalkedAbout() throws Exception {
    OtherSystem.needs(
        "No Tryton 6.0: run samples/tryton-orders/tryton install (Debian 12, as root)",
        "./tryton",
        "present");
    assertThat(OtherSystem.succeeds("./tryton", "init", "target/tryton")).isTrue();
    Files.createDirectories(folder.resolve("tryton"));
    Files.copy(Path.of("target/tryton/tryton.sqlite"), folder.resolve("tryton/tryton.sqlite"));
    try (OtherSystem erp =
            OtherSystem.start(
                folder.resolve("tryton.log"),
                "./tryton",
                "start",
                folder.resolve("tryton").toString(),
                web,
                "http://localhost:" + door);
        WildFlyProcess server =
            WildFlyProcess.at(
                    folder.resolve("server"),
                    Map.of("PARAVENT_REGISTRATION_TOKEN", TOKEN, "PARAVENT_WEB_ORIGINS", origin()))
                .shortLived()
                .start();
        Screens screens = new Screens()) {
      Tryton tryton = await(() -> List.of(signIn())).get(0);
      TrytonOrders service = service(server, tryton);
      try {
        // nothing is said about the second sale, which is quoted only
        tryton.call("model.sale.sale.quote", List.of(1), COMPANY);
        tryton.call("model.sale.sale.quote", List.of(2), COMPANY);
        tryton.call("model.sale.sale.confirm", List.of(1), COMPANY);
        String link = invitation(await(() -> notes(tryton)).get(0));
        await(() -> attachments(tryton, "Chat zum Auftrag"));
        await(() -> said(service, "Stand des Auftrags: bestätigt"));
        assertThat(service.chat().client().conversations().list()).hasSize(1);
        List<String> said = said(service, "");
        BusinessCard card = cards(service).get(0);
        assertThat(card.title()).isEqualTo("Auftrag 1 · Gerda Gruber");
        assertThat(card.fields())
            .contains(
                new BusinessCard.Field("4 × Holz-Alu-Fenster 120 × 140 cm", "3.560,00 €"),
                new BusinessCard.Field("Summe", "3.800,00 €"))
            .last()
            .extracting(BusinessCard.Field::label)
            .isEqualTo("Lieferung");

        // whoever has no session of Tryton, or is in another page, gets nothing
        assertThat(knock("Session bm9ib2R5OjE6eA==", origin())).isEqualTo(403);
        assertThat(knock("Basic bm9ib2R5OjE6eA==", origin())).isEqualTo(403);
        assertThat(knock(tryton.header(), "http://evil.example")).isEqualTo(403);
        assertThat(knock(tryton.header(), origin())).isEqualTo(200);

        // the service ends, Tryton ends while it is away, and the sale goes on in between
        service.close();
        tryton.call("model.sale.sale.process", List.of(1), COMPANY);
        erp.stop();
        TrytonOrders again = service(server, tryton);
        try {
          erp.startAgain();
          await(() -> said(again, "Stand des Auftrags: in Bearbeitung"));
          assertThat(again.chat().client().conversations().list()).hasSize(1);
          assertThat(said(again, "")).containsAll(said).hasSize(said.size() + 1);
          assertThat(cards(again)).containsExactly(card);

          talk(screens, link, tryton);

          assertThat(notes(tryton)).hasSize(1);
          assertThat(attachments(tryton, "%")).hasSize(2);
          assertThat(said(again, "Stand des Auftrags: ")).doesNotHaveDuplicates().hasSize(3);
          verify(again, attachments(tryton, "Chat-Journal 1.zip").get(0));
        } finally {
          again.close();
        }
      } finally {
        service.close();
      }
    }
  }

  /** Alice in Tryton's own web client and beside it, Gerda on her phone; and then it is shipped. */
  private void talk(Screens screens, String link, Tryton tryton) throws Exception {
    Page alice = screens.open(1000, 760);
    alice.navigate(origin() + "/#tryton");
    alice.locator("#login").fill("admin");
    alice.locator("#login").press("Enter");
    alice.locator("input[type=password]:visible").fill("admin");
    alice.keyboard().press("Enter");
    sees(alice.locator("body"), "Alice Albers");
    alice.navigate(origin() + "/#tryton/model/sale.sale/1");
    // what the sale's attachments lead to, in the toolbar of its form
    alice.waitForFunction(
        "() => [...document.querySelectorAll('input')].some(one => one.value == 'Gerda Gruber')");
    alice.locator("button#attach:visible").click();
    Page chat =
        alice.waitForPopup(
            () -> alice.locator(".dropdown-menu a:visible:has-text('Chat zum Auftrag')").click());
    chat.setViewportSize(620, 760);
    sees(chat.locator("h1"), "Auftrag 1 · Gerda Gruber");
    sees(staff(chat).locator(".card").first(), "3.800,00 €");
    Page gerda = screens.join(link, "Gerda Gruber", 760);
    sees(gerda.locator(".card").first(), "3.800,00 €");
    says(gerda.locator("body"), "Kommen die Fenster vor Weihnachten?");
    sees(staff(chat), "Kommen die Fenster vor Weihnachten?");
    says(staff(chat), "Ja, am 18. Dezember.");
    sees(gerda.locator("body"), "Ja, am 18. Dezember.");
    screens.picture("tryton-desktop-de", alice, chat, gerda);

    JsonObject shipment = tryton.read("stock.shipment.out", List.of(), "state").get(0);
    for (String step : List.of("assign_force", "pick", "pack", "done")) {
      tryton.call("model.stock.shipment.out." + step, List.of(shipment.getInt("id")), COMPANY);
    }
    tryton.call("model.sale.sale.process", List.of(1), COMPANY);
    sees(gerda.locator("body"), "Stand des Auftrags: erledigt");
    await(() -> attachments(tryton, "Chat-Journal 1.zip"));
  }

  /** As an auditor would, with the company's root certificate and nothing else. */
  private static void verify(TrytonOrders service, JsonObject attachment) throws IOException {
    byte[] zip = Base64.getMimeDecoder().decode(attachment.getObject("data").getString("base64"));
    assertThat(ExportVerification.of(zip, service.chat().authority().rootCertificate())).isEmpty();
    StringBuilder pages = new StringBuilder();
    ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip));
    for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
      if (file.getName().startsWith("conversations/")) {
        pages.append(new String(files.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(pages)
        .contains("tryton/sale.sale/1")
        .contains("Holz-Alu-Fenster 120 × 140 cm")
        .contains("Kommen die Fenster vor Weihnachten?")
        .contains("Ja, am 18. Dezember.")
        .contains("Stand des Auftrags: erledigt");
  }

  private TrytonOrders service(WildFlyProcess server, Tryton tryton) throws IOException {
    return new TrytonOrders(
        folder.resolve("service"), server.uri(), TOKEN, tryton, URI.create(origin()), door);
  }

  private static List<String> said(TrytonOrders service, String beginning) {
    return Topic.find(service.chat().client(), BusinessReference.of("tryton", "sale.sale/1"))
        .map(topic -> topic.said(beginning).stream().map(Topic::text).toList())
        .orElse(List.of());
  }

  private static List<BusinessCard> cards(TrytonOrders service) {
    return Topic.find(service.chat().client(), BusinessReference.of("tryton", "sale.sale/1"))
        .orElseThrow()
        .cards();
  }

  private static List<JsonObject> notes(Tryton tryton) throws IOException {
    return tryton.read("ir.note", List.of(), "message");
  }

  private static List<JsonObject> attachments(Tryton tryton, String name) throws IOException {
    return tryton.read("ir.attachment", List.of(List.of("name", "like", name)), "name", "data");
  }

  private static String invitation(JsonObject note) {
    assertThat(note.getString("message"))
        .contains("An: gerda@gruber.example", "Betreff: Ihr Auftrag 1");
    return note.getString("message")
        .lines()
        .filter(line -> line.startsWith("http"))
        .findFirst()
        .orElseThrow();
  }

  private int knock(String session, String origin) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + door + "/open?id=1"))
                .header("Authorization", session)
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String origin() {
    return "http://localhost:" + web;
  }

  private Tryton signIn() throws IOException {
    return Tryton.signIn(URI.create(origin() + "/tryton/"), "admin", "admin");
  }
}
