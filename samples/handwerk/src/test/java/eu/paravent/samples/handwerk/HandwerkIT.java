package eu.paravent.samples.handwerk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static eu.paravent.samples.handwerk.Workshop.hears;
import static eu.paravent.samples.handwerk.Workshop.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import eu.paravent.client.Conversation;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Participant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One working day at Fensterbau Huber, on WildFly, PostgreSQL and a chat server beside it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandwerkIT {
  @TempDir static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void open() throws Exception {
    workshop = new Workshop(folder);
    workshop.open();
  }

  @AfterAll
  static void close() throws Exception {
    if (workshop != null) {
      workshop.close();
      // the client went with the application, and nothing was left that the server had to mention
      assertThat(Files.readString(workshop.office.console()))
          .doesNotContain(" ERROR ", "event handler failed");
    }
  }

  /**
   * Anna makes an order of a quote and plans it, Ben is her colleague, Lena the architect with an
   * organisation of her own, Maria the customer on her telephone.
   */
  @Test
  @Order(1)
  void staffPartnerAndCustomerTalkAboutAnOrder() {
    Tab anna = new Tab(workshop.chromium.browser(), "de-DE", 1180, 720);
    anna.page.navigate(workshop.office.uri().toString());
    anna.press("Anna Huber");
    anna.page.locator("form[action$='/2031'] button").click();
    anna.sees("2031 · Fensterfront Süd");
    assertThat(anna.chat().locator("textarea")).isVisible();

    anna.page.locator("[name=address]").fill(workshop.architect.self().uri());
    anna.press("Dazunehmen");
    anna.sees("architektur-lang.example");
    Conversation lenas = workshop.architects(2031);

    Tab ben = new Tab(workshop.chromium.browser(), "en-GB", 1180, 860);
    ben.page.navigate(workshop.office.uri() + "/office/sign-in");
    ben.press("Ben Krüger");
    ben.page.locator("a[href$='/2031']").click();
    ben.sees("not planned yet");
    assertThat(ben.chat().locator("textarea")).isVisible();

    anna.press("Kunden einladen");
    String link = anna.page.locator(".link a").getAttribute("href");
    Tab maria = new Tab(workshop.chromium.browser(), "de-DE", 360, 740);
    maria.page.navigate(link);
    maria.page.locator("#name").fill("Maria Moser");
    maria.page.getByText("Beitreten", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(maria.page.locator("textarea")).isVisible();

    anna.page.locator("[name=week]").fill("12");
    anna.press("Planen und mitteilen");
    anna.sees("KW 12, Trupp Inn");
    String said = "Die Montage ist für KW 12 geplant, durch Trupp Inn.";
    maria.sees(said);
    anna.hears(said);
    ben.hears(said);
    hears(lenas, said);

    maria.page.locator("textarea").fill("Wird vorher das Gerüst abgebaut?");
    maria.page.keyboard().press("Enter");
    hears(lenas, "Wird vorher das Gerüst abgebaut?");
    Tab list = ben;
    list.page.navigate(workshop.office.uri() + "/office/");
    Workshop.await(
        () -> {
          list.page.reload();
          return list.page.locator("strong").all().stream()
              .map(Locator::innerText)
              .filter("1 question"::equals)
              .findFirst();
        });
    list.picture("handwerk-orders-desktop-en");
    anna.hears("Wird vorher das Gerüst abgebaut?");
    anna.says("Ja, am Montag davor.");
    maria.sees("Ja, am Montag davor.");
    anna.page.evaluate("scrollTo(0, 0)");
    anna.picture("handwerk-order-desktop-de");
    maria.picture("handwerk-guest-phone-de");
    Workshop.await(
        () -> {
          list.page.reload();
          return list.page.locator("strong").count() == 0 ? Optional.of(true) : Optional.empty();
        });

    Set<String> everybody =
        Set.of("Fensterbau Huber", "Anna Huber", "Ben Krüger", "Lena Lang", "Maria Moser");
    Workshop.await(() -> Optional.of(names(lenas)).filter(everybody::equals));
    assertThat(lenas.participants())
        .filteredOn(person -> person.displayName().equals("Fensterbau Huber"))
        .extracting(Participant::custody)
        .containsExactly(Optional.of(KeyCustody.ORGANISATION));
    anna.page.waitForTimeout(50);
    assertThat(anna.complaints).isEmpty();
    assertThat(ben.complaints).isEmpty();
    assertThat(maria.complaints).isEmpty();
  }

  private static Set<String> names(Conversation conversation) {
    return conversation.participants().stream()
        .map(Participant::displayName)
        .collect(Collectors.toSet());
  }

  @Test
  @Order(2)
  void whoIsNotSignedInGetsNothing() throws Exception {
    Desk stranger = new Desk(workshop.office.uri());

    assertThat(stranger.get("orders/2031")).doesNotContain("Moser");
    assertThat(stranger.post("enrol", Map.of())).isEqualTo(401);
    assertThat(stranger.post("orders/2031/guest", Map.of())).isEqualTo(401);
  }

  /** The database refuses a second order for the crew, after the message was sent in it. */
  @Test
  @Order(3)
  void whatTheDatabaseRefusesWasNeverSaid() throws Exception {
    Desk anna = Desk.signedIn(workshop.office.uri());
    Conversation lenas = order(anna, 2032);

    assertThat(anna.post("orders/2032/plan", Map.of("week", "12", "crew", "Inn"))).isEqualTo(409);
    assertThat(weeks(2032)).isZero();
    assertThat(anna.post("orders/2032/plan", Map.of("week", "13", "crew", "Inn"))).isEqualTo(303);

    hears(lenas, "Die Montage ist für KW 13 geplant, durch Trupp Inn.");
    assertThat(texts(lenas)).hasSize(1);
    assertThat(weeks(2032)).isEqualTo(13);
  }

  /**
   * The chat server does not answer when order 2033 is planned; then the application server is
   * killed while the update of order 2034, whose message lies in its transaction already, waits for
   * the database.
   */
  @Test
  @Order(4)
  void orderAndMessageSurviveAKillTogetherOrNotAtAll() throws Exception {
    Desk anna = Desk.signedIn(workshop.office.uri());
    Conversation committed = order(anna, 2033);
    Conversation killed = order(anna, 2034);

    signal("-STOP");
    assertThat(anna.post("orders/2033/plan", Map.of("week", "20", "crew", "Inn"))).isEqualTo(303);
    try (Connection other = workshop.database.getPostgresDatabase().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("SELECT * FROM orders WHERE number = 2034 FOR UPDATE");
      CompletableFuture<Integer> never =
          anna.posting("orders/2034/plan", Map.of("week", "20", "crew", "Mangfall"));
      Workshop.await(
          () ->
              workshop.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0
                  ? Optional.of(true)
                  : Optional.empty());
      workshop.office.kill();
      assertThat(never.handle((status, failure) -> failure).get()).isNotNull();
      other.rollback();
    } finally {
      signal("-CONT");
    }
    workshop.office.start();

    hears(committed, "The fitting is planned for week 20, by crew Inn.");
    assertThat(weeks(2033)).isEqualTo(20);
    assertThat(weeks(2034)).isZero();
    Desk again = Desk.signedIn(workshop.office.uri());
    Map<String, String> later = Map.of("week", "21", "crew", "Mangfall");
    assertThat(again.post("orders/2034/plan", later)).isEqualTo(303);
    assertThat(again.post("orders/2033/plan", later)).isEqualTo(409);
    assertThat(again.post("orders/2033/plan", Map.of("week", "22", "crew", "Inn"))).isEqualTo(303);
    hears(killed, "The fitting is planned for week 21, by crew Mangfall.");
    assertThat(texts(killed)).hasSize(1);
    hears(committed, "The fitting is planned for week 22, by crew Inn.");
    assertThat(texts(committed)).hasSize(2);
    assertThat(weeks(2034)).isEqualTo(21);
  }

  /** Made of its quote, with the architect in its conversation. */
  private static Conversation order(Desk desk, int number) throws Exception {
    assertThat(desk.post("quotes/" + number, Map.of())).isEqualTo(303);
    Map<String, String> lena = Map.of("address", workshop.architect.self().uri());
    assertThat(desk.post("orders/" + number + "/partner", lena)).isEqualTo(303);
    return workshop.architects(number);
  }

  /** Zero where it is not planned. */
  private static long weeks(int order) throws Exception {
    return workshop.number("SELECT coalesce(max(week), 0) FROM orders WHERE number = " + order);
  }

  private static void signal(String name) throws Exception {
    String pid = String.valueOf(workshop.chat.pid());
    assertThat(new ProcessBuilder("kill", name, pid).inheritIO().start().waitFor()).isZero();
  }
}
