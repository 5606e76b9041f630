package eu.paravent.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guests in a real browser talk with staff in Java, through a real server. */
@ExtendWith(Stage.Given.class)
class GuestBrowserIT {
  private final Stage stage;
  private final Browser browser;
  private final Conversation alices, bobs;

  GuestBrowserIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
    alices = stage.conversation("Fensterfront SO-4711");
    bobs = stage.bobs(alices);
  }

  @AfterEach
  void noAlarm() {
    assertThat(stage.alarms()).isEmpty();
  }

  @Test
  void aGuestOnAPhoneTalksWithStaffInGerman() throws Exception {
    String link = Stage.link(alices);
    try (GuestTab gerda = GuestTab.phone(browser, "de-DE")) {
      gerda.open(link);
      gerda.sees("Alice lädt Sie ein");
      gerda.sees("von acme.example");
      gerda.sees("Fensterfront SO-4711");
      gerda.sees("Was mit Ihren Daten geschieht");
      gerda.sees("Wer im Gespräch ist");
      gerda.sees("acme.example: 2 Personen");
      gerda.sees("✓ Zertifikate geprüft: Sie gehören zu dem Unternehmen, das dieser Link nennt");
      assertThat(gerda.page.url()).doesNotContain("#");
      gerda.picture("guest-lobby-phone-de");
      gerda.join("Gerda Grün", "Beitreten");
      gerda.sees("Was vor Ihrem Beitritt geschrieben wurde, sehen Sie nicht.");

      gerda.says("Das **Glas** ist fertig.");
      Message said = Stage.heard(bobs, "Das **Glas** ist fertig.");
      assertThat(name(bobs, said.sender())).isEqualTo("Gerda Grün");
      alices.reply(
          Stage.heard(alices, "Das **Glas** ist fertig.").id(), MessageContent.text("Danke!"));
      alices.react(said.id(), "👍");
      gerda.sees("Danke!");
      gerda.sees("👍 1");

      gerda.does("Das Glas ist fertig.", "Bearbeiten");
      gerda.says("Das Glas ist bestellt.");
      Stage.heard(bobs, "Das Glas ist bestellt.");
      gerda.sees("bearbeitet");

      byte[] plan = Pdf.saying("Window front, plan 3");
      alices.send(MessageContent.file("plan.pdf", "application/pdf", plan));
      gerda.sees("plan.pdf");
      assertThat(gerda.downloads("plan.pdf")).isEqualTo(plan);
      byte[] offer = Pdf.saying("Offer 17");
      gerda.sendsFile("angebot.pdf", "application/pdf", offer);
      MessageContent.File file =
          Stage.await(
              () ->
                  Stage.file(bobs, "application/pdf")
                      .filter(f -> f.attachment().name().equals("angebot.pdf")));
      assertThat(bobs.download(file.attachment())).isEqualTo(offer);
      gerda.picture("guest-conversation-phone-de");

      gerda.page.reload();
      gerda.sees("Das Glas ist bestellt.");
      gerda.sees("angebot.pdf");
      gerda.says("Ich bin wieder da.");
      Stage.heard(bobs, "Ich bin wieder da.");

      gerda.offline(true);
      gerda.says("Im Tunnel geschrieben.");
      gerda.sees("Keine Verbindung.");
      gerda.offline(false);
      Stage.heard(bobs, "Im Tunnel geschrieben.");
      gerda.seesNot("wird gesendet");

      alices.remove(said.sender());
      gerda.sees("Sie sind nicht mehr in diesem Gespräch");
      gerda.seesNot("Senden");
      gerda.picture("guest-removed-phone-de");
      assertThat(gerda.complaints).isEmpty();
    }
  }

  @Test
  void twoGuestsInTwoBrowsersTalkInEnglish() throws Exception {
    String link = Stage.invite(alices, 2).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB");
        GuestTab hugo = GuestTab.desktop(browser, "en-GB")) {
      gina.open(link);
      gina.sees("Alice invites you");
      gina.sees("acme.example: 2 people");
      gina.sees("they belong to the company that this link names");
      gina.picture("guest-lobby-desktop-en");
      gina.join("Gina", "Join");
      hugo.open(link);
      hugo.sees("1 guest");
      hugo.join("Hugo", "Join");
      gina.says("Hello from Gina");
      hugo.sees("Hello from Gina");
      hugo.does("Hello from Gina", "Reply");
      hugo.says("Hello back");
      gina.sees("Hello back");
      Stage.heard(bobs, "Hello back");
      gina.picture("guest-conversation-desktop-en");

      hugo.does("Hello back", "Delete");
      hugo.page.locator("dialog button.danger").click();
      gina.seesNot("Hello back");
      gina.sees("Message deleted");

      hugo.page.locator(".people-count").click();
      hugo.sees("acme.example, certificate verified");
      hugo.sees("keys not compared yet");
      hugo.picture("guest-participants-desktop-en");
      hugo.presses("Compare keys: Bob");
      String digits = hugo.page.locator("dialog .fingerprint").innerText();
      UserId hugos =
          Stage.await(
              () ->
                  bobs.participants().stream()
                      .filter(one -> one.displayName().equals("Hugo"))
                      .map(Participant::id)
                      .findFirst());
      assertThat(stage.bob.trust().safetyNumber(bobs.id(), hugos).digits()).isEqualTo(digits);
      hugo.presses("It is the same");
      hugo.sees("You have compared keys with Bob.");
      hugo.page.locator(".people-count").click();
      hugo.sees("✓ keys compared");
      hugo.page.locator("dialog button.danger").click();
      hugo.page.locator("dialog button.danger").click();
      hugo.sees("You have left the conversation.");
      Stage.await(() -> Optional.of(bobs.participants()).filter(all -> all.size() == 3));
      assertThat(gina.complaints).isEmpty();
      assertThat(hugo.complaints).isEmpty();
    }
  }

  @Test
  void oneWindowAtATimeHoldsTheConversation() throws Exception {
    String link = Stage.link(alices);
    try (GuestTab first = GuestTab.desktop(browser, "en-GB")) {
      first.open(link);
      first.join("Gina", "Join");
      GuestTab second = first.again();
      second.open(link);
      second.sees("This conversation is open in another window");
      second.page.getByText("Continue here").click();
      first.sees("Continued in another window");
      second.says("From the second window");
      Stage.heard(bobs, "From the second window");
      assertThat(first.complaints).isEmpty();
      assertThat(second.complaints).isEmpty();
    }
  }

  @Test
  void everyLinkThatDoesNotWorkSaysWhy() {
    GuestInvite revoked = Stage.invite(alices, 1);
    String dead = revoked.link().orElseThrow().url();
    alices.revoke(revoked.id());
    String used = Stage.link(alices);
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(used);
      gina.join("Gina", "Join");
    }
    refused(dead, "This invitation was revoked");
    refused(used, "This invitation has been used already");
    refused(used.substring(0, used.indexOf('#')), "The link is not complete");
    refused(used.substring(0, used.length() - 1), "The link is damaged");
    refused(
        stage.server.uri().resolve("/g/AAECAwQFBgcICQoLDA0ODw") + used.substring(used.indexOf('#')),
        "The link is damaged");
    // mistyped: one letter within the secret is another
    int at = used.indexOf('#') + 20;
    char other = used.charAt(at) == 'x' ? 'y' : 'x';
    refused(used.substring(0, at) + other + used.substring(at + 1), "The link is damaged");
    refused(byAnotherCompany(Stage.link(alices)), "Something is wrong here");
    Stage.await(
        () -> {
          try (GuestTab tab = GuestTab.phone(browser, "en-GB")) {
            tab.open(stage.shortLived);
            Locator answer =
                tab.page.locator(
                    "h1", new Page.LocatorOptions().setHasText(Pattern.compile("invites|expired")));
            answer.waitFor(new Locator.WaitForOptions().setTimeout(120_000));
            tab.picture("guest-expired-phone-en");
            return Optional.of(answer.innerText()).filter("This invitation has expired"::equals);
          }
        });
  }

  /** The same invitation, where whoever made the link says that another company invites. */
  private static String byAnotherCompany(String link) {
    GuestLink genuine = GuestLink.parse(link);
    byte[] other = OrganisationAuthority.create("acme.example").rootCertificate();
    URI server = URI.create(link.substring(0, link.indexOf("/g/")));
    return GuestLink.of(server, genuine.invite(), genuine.insecureSeed(), other).url();
  }

  /** The server shows the guest something that is not the conversation of the link. */
  @Test
  void whoIsInsideIsVerifiedBeforeTheGuestJoins() {
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.page.route(
          "**/group-info",
          route -> {
            String genuine = route.fetch().text();
            int middle = genuine.indexOf("groupInfo") + 2_000;
            char other = genuine.charAt(middle) == 'A' ? 'B' : 'A';
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(genuine.substring(0, middle) + other + genuine.substring(middle + 1)));
          });
      gina.open(Stage.link(alices));
      gina.sees("Something is wrong here");
      gina.seesNot("Join");
    }
    assertThat(alices.participants()).hasSize(2);
  }

  private void refused(String link, String why) {
    try (GuestTab tab = GuestTab.phone(browser, "en-GB")) {
      tab.open(link);
      tab.sees(why);
    }
  }

  private static String name(Conversation conversation, UserId id) {
    return Stage.await(
        () ->
            conversation.participants().stream()
                .filter(participant -> participant.id().equals(id))
                .map(Participant::displayName)
                .filter(name -> !name.equals(id.name()))
                .findFirst());
  }
}
