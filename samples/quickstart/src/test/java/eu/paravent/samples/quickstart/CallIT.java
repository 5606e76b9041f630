package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import eu.paravent.client.Conversation;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Voice and video between browsers, with the devices that Chromium makes up. */
@ExtendWith(Stage.Given.class)
class CallIT {
  private final Stage stage;
  private final Browser browser;

  CallIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
  }

  private static String somebody() {
    return "carol-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void fourPeopleHearAndSeeEachOtherAndNobodyElseDoes() {
    Conversation alices = stage.conversation("Fensterfront SO-4714");
    String link = Stage.invite(alices, 5).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB");
        GuestTab hugo = GuestTab.desktop(browser, "en-GB");
        GuestTab ida = GuestTab.phone(browser, "de-DE");
        GuestTab jonas = GuestTab.desktop(browser, "de-DE");
        GuestTab kim = GuestTab.phone(browser, "en-GB")) {
      CallWatch ginas = CallWatch.over(gina), hugos = CallWatch.over(hugo);
      CallWatch idas = CallWatch.over(ida);
      CallWatch jonass = CallWatch.over(jonas).asOlderChromium(), kims = CallWatch.over(kim);
      joins(gina, link, "Gina", "Join");
      joins(hugo, link, "Hugo", "Join");
      joins(ida, link, "Ida", "Beitreten");
      joins(jonas, link, "Jonas", "Beitreten");
      joins(kim, link, "Kim", "Join");
      ginas.reads("7 participants");

      gina.presses("Call");
      gina.presses("With video");
      hugos.reads("Gina is calling with video");
      hugo.presses("Answer");
      idas.reads("Gina ruft mit Video an");
      ida.presses("Annehmen");
      jonass.reads("Gina ruft mit Video an");
      jonas.presses("Annehmen");
      ginas.reads("4 in the call · end-to-end encrypted");
      hugos.reads("4 in the call · end-to-end encrypted");
      idas.reads("4 im Anruf · Ende-zu-Ende verschlüsselt");
      jonass.reads("4 im Anruf · Ende-zu-Ende verschlüsselt");
      ginas.hearsAndSees(3, 0);
      hugos.hearsAndSees(3, 1);
      idas.hearsAndSees(3, 1);
      jonass.hearsAndSees(3, 1);
      GuestPageIT.assertAccessible(hugo);
      gina.picture("call-four-phone-en");
      hugo.picture("call-four-desktop-en");

      kims.reads("Gina is calling with video");
      kim.presses("Answer");
      kims.reads("The call is full: 4 can take part at most.");
      assertThat(kims.connections()).isZero();
      kim.picture("call-full-phone-en");
      assertThat(ginas.connections()).isEqualTo(3);
      jonas.presses("Auflegen");
      hugos.reads("3 in the call");
      ginas.reads("3 in the call");

      int before = hugos.count("receiving");
      assertThat(hugos.count("received")).isPositive();
      assertThat(ginas.count("sending")).isEqualTo(before);
      // Hugo's browser is left without the keys of the next epoch, as that of who was removed
      hugos.getsNoMoreKeys();
      alices.remove(person(alices, "Ida"));
      idas.reads("Der Anruf ist beendet.");
      ginas.eventually(() -> ginas.connections() == 1 && ginas.count("sending") > before);
      assertThat(idas.connections()).isZero();
      // frames come, and none of them is any use
      hugos.eventually(hugos::decodesNothingForAWhile);
      assertThat(hugos.count("receiving")).isEqualTo(before);
      // for who has the keys it goes on: Hugo's frames are of the old epoch, which Gina still knows
      int received = ginas.count("received");
      ginas.eventually(() -> ginas.count("received") > received + 5);

      hugo.tabTo("[data-action=hang-up]", "Shift+Tab");
      hugo.page.keyboard().press("Enter");
      ginas.reads("The call has ended.");
      assertThat(ginas.connections()).isZero();
      assertNothingIsLeft(alices, gina);
      assertThat(gina.said()).isEmpty();
      assertThat(hugo.said()).isEmpty();
      assertThat(ida.said()).isEmpty();
      assertThat(jonas.said()).isEmpty();
      assertThat(kim.said()).isEmpty();
    }
  }

  private static void joins(GuestTab tab, String link, String name, String button) {
    tab.open(link);
    tab.join(name, button);
  }

  /** Three answer in the same moment, and there is room for two. */
  @Test
  void whoAnswersTooLateIsToldAndLeavesTheOthersWhole() throws Exception {
    try (GuestTab tab = GuestTab.desktop(browser, "en-GB")) {
      Object found = tab.runs(stage, "five-at-once.js");

      assertThat(found)
          .isEqualTo(Map.of("alice", 3, "bob", 3, "carol", 3, "dora", 3, "emil", "full"));
      assertThat(tab.said()).isEmpty();
    }
  }

  /** As an operator may demand, so that nobody learns an address: through a real relay. */
  @Test
  void everythingCanBeMadeToGoThroughTheRelay() throws Exception {
    try (Stage demanding = stage.withSettings(Map.of("PARAVENT_TURN_ONLY", "true"));
        Relay relay = Relay.start(demanding.relayPort, Stage.RELAY_SECRET);
        GuestTab gina = GuestTab.phone(browser, "en-GB");
        GuestTab hugo = GuestTab.phone(browser, "de-DE")) {
      String link =
          Stage.invite(demanding.conversation("Angebot 20"), 2).link().orElseThrow().url();
      assertThat(demanding.alice.callRelay().orElseThrow().only()).isTrue();
      CallWatch ginas = CallWatch.over(gina), hugos = CallWatch.over(hugo);
      joins(gina, link, "Gina", "Join");
      joins(hugo, link, "Hugo", "Beitreten");

      gina.presses("Call");
      gina.sees("the others do not learn your network address");
      gina.presses("With video");
      hugos.reads("Ihre Netzadresse erfahren die anderen im Anruf nicht");
      hugo.presses("Annehmen");

      ginas.reads("2 in the call · end-to-end encrypted");
      hugos.reads("2 im Anruf · Ende-zu-Ende verschlüsselt");
      ginas.hearsAndSees(1, 0);
      hugos.hearsAndSees(1, 1);
      assertThat(ginas.ways()).isEqualTo(List.of("relay-relay"));
      assertThat(hugos.ways()).isEqualTo(List.of("relay-relay"));
      assertThat(ginas.told()).isNotEmpty().allMatch(CallIT::ofARelayAlone);
      assertThat(hugos.told()).isNotEmpty().allMatch(CallIT::ofARelayAlone);
      assertThat(gina.said()).isEmpty();
      assertThat(hugo.said()).isEmpty();
    }
  }

  /** RFC 8839 §5.1: the address behind a relay is told too, unless it is left out. */
  private static boolean ofARelayAlone(String candidate) {
    return candidate.contains(" typ relay raddr 0.0.0.0 rport 0");
  }

  /** Signals are no messages, and Alice's host learnt of the call. */
  private void assertNothingIsLeft(Conversation alices, GuestTab gina) {
    gina.seesNot("A message that this page cannot show yet.");
    assertThat(gina.page.locator(".message")).hasCount(0);
    assertThat(alices.messages(10)).isEmpty();
    assertThat(stage.alice.events().after(EventCursor.start(), 100_000))
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        ChatEvent.CallIncoming.class,
                        call -> {
                          assertThat(call.conversation()).isEqualTo(alices.id());
                          assertThat(call.video()).isTrue();
                        }));
    assertThat(stage.alice.callRelay().orElseThrow().addresses())
        .containsExactly(stage.relayAddress());
  }

  private static UserId person(Conversation conversation, String name) {
    return conversation.participants().stream()
        .filter(one -> one.displayName().equals(name))
        .map(Participant::id)
        .findFirst()
        .orElseThrow();
  }

  /** With a browser that cannot encrypt frames: then the connection does it, as agreed inside. */
  @Test
  void callsAreDeclinedMissedAndAnswered() {
    String carol = somebody();
    try (StaffTab staff = StaffTab.desktop(browser);
        GuestTab gerda = GuestTab.phone(browser, "de-DE")) {
      CallWatch carols = CallWatch.over(staff);
      CallWatch gerdas = CallWatch.over(gerda).withoutTransforms();
      staff.page.navigate(OrderPage.of(stage.host, carol, stage.server.uri(), ""));
      staff.sees("No conversations yet.");
      Conversation about = stage.conversation("Delivery", stage.acme.user(carol));
      staff.clicks("Delivery");
      gerda.open(Stage.link(about));
      gerda.join("Gerda", "Beitreten");
      staff.sees("Guests read along: Gerda");
      staff.page.evaluate(
          "() => { window.rang = []; document.addEventListener('paravent-call',"
              + " event => window.rang.push(event.detail.video)); }");

      staff.presses("Call");
      staff.presses("Voice only");
      gerda.sees("ruft an");
      gerda.sees("Wenn Sie annehmen, erfahren die anderen im Anruf Ihre Netzadresse.");
      GuestPageIT.assertAccessible(gerda);
      gerda.picture("call-ringing-phone-de");
      gerda.presses("Ablehnen");
      staff.sees("Gerda declined the call.");
      staff.presses("Hang up");

      gerda.presses("Anrufen");
      gerda.presses("Nur mit Ton");
      carols.reads("Gerda is calling");
      gerda.presses("Auflegen");
      staff.sees("Missed call from Gerda");
      staff.presses("Close");
      assertThat(staff.page.evaluate("() => window.rang")).isEqualTo(List.of(false));

      // who was not there sees it when they are
      String where = gerda.page.url();
      gerda.page.navigate("about:blank");
      staff.presses("Call");
      staff.presses("Voice only");
      staff.sees("Ringing");
      staff.presses("Hang up");
      gerda.page.navigate(where);
      gerda.sees("Verpasster Anruf von");
      gerda.presses("Schließen");

      gerda.presses("Anrufen");
      gerda.presses("Mit Video");
      carols.reads("Gerda is calling with video");
      staff.presses("Answer");
      gerdas.reads("2 im Anruf · verschlüsselt von Browser zu Browser");
      gerdas.hearsAndSees(1, 0);
      carols.hearsAndSees(1, 1);
      gerda.presses("Stumm");
      assertThat(gerda.page.locator("[data-action=mute]")).hasAttribute("aria-pressed", "true");
      gerda.presses("Kamera aus");
      carols.seesDark();
      gerda.picture("call-two-phone-de");
      staff.presses("Hang up");
      gerdas.reads("Der Anruf ist beendet.");
      assertThat(gerda.said()).isEmpty();
      assertThat(staff.complaints()).isEmpty();
    }
  }

  /** RFC 9605's own vectors, and what was changed on its way. */
  @Test
  void framesAreEncryptedAsTheRfcSays() throws Exception {
    try (GuestTab tab = GuestTab.desktop(browser, "en-GB")) {
      Object found = tab.runs(stage, "sframe-vectors.js");
      assertThat(found).isEqualTo(Map.of("headers", true, "vector", true, "refused", 3));
    }
  }
}
