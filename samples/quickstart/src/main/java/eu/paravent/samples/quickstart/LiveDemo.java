package eu.paravent.samples.quickstart;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is left running for whoever tries the demo: an order's page with the element for Carol, a
 * link for guests, and Bob, who answers.
 */
final class LiveDemo {
  private static final String COLLEAGUE = "carol";

  private final URI server;
  private final OrganisationAuthority acme;
  private final ChatClient bob;

  LiveDemo(URI server, OrganisationAuthority acme, ChatClient bob) {
    this.server = server;
    this.acme = acme;
    this.bob = bob;
  }

  /** Does not return before the thread is interrupted or the process ends. */
  void run(int port) throws IOException {
    try (HostApplication host = new HostApplication(acme, port)) {
      Conversation order =
          bob.conversations()
              .create(
                  ConversationSpec.about(BusinessReference.of("sales-order", "SO-4712"))
                      .title("Order SO-4712"));
      String link =
          order
              .inviteGuest(GuestInviteSpec.upTo(20, Duration.ofDays(1)).label("Customer"))
              .link()
              .orElseThrow()
              .url();
      bob.events().follow(bob.events().head(), this::answer);
      String page =
          host.show(
              "/",
              template()
                  .formatted(
                      host.element(
                          COLLEAGUE,
                          "Carol Weber",
                          server.resolve("/"),
                          "language=\"en\" reference-type=\"sales-order\" reference-key=\"SO-4712\""
                              + " reference-title=\"Order SO-4712\""),
                      link));
      Transcript.chapter("Now you");
      Transcript.plain("You at the order, as Carol:  " + page);
      Transcript.plain("You as the customer:         " + link);
      Transcript.plain("Bob is there and answers. Open both, the second in a private window.");
      takeInWhenReady(order, acme.user(COLLEAGUE));
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Carol's device is made when her page is opened; she cannot be added before. */
  private static void takeInWhenReady(Conversation order, UserId colleague)
      throws InterruptedException {
    while (true) {
      try {
        order.add(colleague);
        return;
      } catch (UserUnknownException e) {
        Thread.sleep(2_000);
      }
    }
  }

  private void answer(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived received
        && received.message().content() instanceof MessageContent.Text text) {
      bob.conversations()
          .find(received.message().conversation())
          .ifPresent(
              conversation ->
                  conversation.reply(
                      received.message().id(),
                      MessageContent.text(
                          "I read \"" + shortened(text.text()) + "\", and nobody else can.")));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static String template() {
    try (InputStream page = LiveDemo.class.getResourceAsStream("order.html")) {
      if (page == null) {
        throw new IllegalStateException("order.html is not on the class path");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
