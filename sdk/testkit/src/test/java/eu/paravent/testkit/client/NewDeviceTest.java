package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.event.DeviceEvent.DeviceAdded;
import eu.paravent.client.event.DeviceEvent.DevicesChanged;
import eu.paravent.client.identity.Device;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person gets another device. */
@Timeout(120)
class NewDeviceTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void isToldToTheOthersOfThePersonAndJoinsAllConversations() {
    ChatClient desk = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation one =
        desk.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Conversation two = desk.conversations().create(ConversationSpec.titled("Two"));
    Conversation bobs = Acme.joined(bob, one.id());

    ChatClient phone = acme.online("Alice", clock);
    desk.retryNow();

    Conversation onPhone = joined(phone, one, desk);
    joined(phone, two, desk);
    Acme.await("both devices", () -> devices(bobs, desk.self()) == 2);
    onPhone.send(MessageContent.text("from the phone")).awaitAccepted(SOON);
    Acme.awaitText(bobs, "from the phone");
    Acme.awaitText(one, "from the phone");
    Acme.await("the title", () -> onPhone.title().equals("One"));
    String added = phone.devices().own().get(0).uri();
    assertThat(Acme.events(desk, DeviceAdded.class))
        .extracting(DeviceAdded::device)
        .containsExactly(added);
    assertThat(Acme.events(phone, DeviceAdded.class)).isEmpty();
    assertThat(Acme.events(bob, DeviceAdded.class)).isEmpty();
    assertThat(Acme.events(bob, DevicesChanged.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.person()).isEqualTo(desk.self());
              assertThat(event.joined()).containsExactly(added);
              assertThat(event.left()).isEmpty();
            });
    assertThat(desk.devices().own()).hasSize(2);
    assertThat(bob.devices().of(desk.self())).extracting(Device::uri).contains(added).hasSize(2);
    assertNoAlerts(desk, phone, bob);
  }

  /** All other devices of the person are away, or lost. */
  @Test
  void isAddedByAnotherMemberWhereThePersonsOwnAreAway() {
    ChatClient desk = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation one =
        desk.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Acme.joined(bob, one.id());
    one.send(MessageContent.text("before")).awaitAccepted(SOON);
    desk.close();

    ChatClient phone = acme.online("Alice", clock);
    clock.advance(Duration.ofHours(2));
    bob.retryNow();

    Conversation onPhone = joined(phone, one, bob);
    onPhone.send(MessageContent.text("new phone")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(bob, one.id()), "new phone");
    assertThat(Acme.texts(onPhone)).doesNotContain("before");
    assertNoAlerts(phone, bob);
  }

  /** Who leaves takes all devices along; a new one is not put back by whoever looks. */
  @Test
  void whoLeftIsNotBroughtBackByANewDevice() {
    ChatClient desk = acme.online("Alice", clock);
    ChatClient phone = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation one =
        desk.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Conversation bobs = Acme.joined(bob, one.id());
    Conversation onPhone = joined(phone, one, desk);
    onPhone.leave();
    Acme.await("both devices to be out", () -> devices(bobs, desk.self()) == 0);
    Acme.await("the desk to know", () -> one.state() == Conversation.State.ENDED);

    ChatClient tablet = acme.online("Alice", clock);
    Conversation two =
        desk.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    bob.retryNow();
    desk.retryNow();

    joined(tablet, two, desk);
    assertThat(tablet.conversations().find(one.id())).isEmpty();
    assertThat(devices(bobs, desk.self())).isZero();
    assertThat(onPhone.state()).isEqualTo(Conversation.State.ENDED);
  }

  /** The server claims that Alice has a device that is really one of another company. */
  @Test
  void aDeviceThatTheCompanyDidNotCertifyIsNotAdded() {
    FaultyTransport line = acme.faulty();
    ChatClient desk =
        Acme.online("Alice", acme.open("Alice", EncryptedStore.inMemory(Acme.key()), line, clock));
    Conversation one = desk.conversations().create(ConversationSpec.titled("One"));
    try (Acme twin = new Acme(clock)) {
      ChatClient foreign = twin.online("Alice", clock);
      byte[] certificate = foreign.devices().own().get(0).certificate();
      byte[] root = twin.authority.rootCertificate();
      line.always(
          Requests.of("GET", Paths.USER_DEVICES),
          (request, onwards) -> {
            eu.paravent.client.spi.Transport.Response answer = onwards.exchange(request);
            List<eu.paravent.protocol.devices.Device> all =
                new ArrayList<>(Json.read(DeviceList.class, answer.body()).devices());
            all.add(
                new eu.paravent.protocol.devices.Device(
                    foreign.devices().own().get(0).uri(),
                    desk.self().uri(),
                    List.of(certificate, root)));
            return new eu.paravent.client.spi.Transport.Response(
                200, answer.headers(), Json.write(new DeviceList(all, Optional.empty())));
          });

      desk.retryNow();

      Acme.awaitAlert(desk, Kind.DEVICE_FORGED);
      assertThat(desk.devices().own()).hasSize(1);
      assertThat(desk.devices().of(desk.self())).hasSize(1);
      assertThat(devices(one, desk.self())).isEqualTo(1);
      assertThat(Acme.events(desk, DeviceAdded.class)).isEmpty();
    }
  }

  /** The device is genuine, the key package that the server hands out for it is another's. */
  @Test
  void aSwappedKeyPackageOfANewDeviceIsNotAdded() {
    FaultyTransport line = acme.faulty();
    ChatClient desk =
        Acme.online("Alice", acme.open("Alice", EncryptedStore.inMemory(Acme.key()), line, clock));
    ChatClient mallory = acme.online("Mallory", clock);
    Conversation one = desk.conversations().create(ConversationSpec.titled("One"));
    ChatClient phone = acme.online("Alice", clock);
    String phoneUri = phone.devices().own().get(0).uri();
    line.always(
        Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS),
        (request, onwards) -> {
          String asked =
              request
                  .target()
                  .replaceFirst("&" + Paths.DEVICE + "=.*", "")
                  .replace(desk.self().name(), mallory.self().name());
          eu.paravent.client.spi.Transport.Response answer =
              onwards.exchange(
                  new eu.paravent.client.spi.Transport.Request(
                      request.method(), asked, request.headers(), request.body()));
          String deviceUri = mallory.devices().own().get(0).uri();
          String body =
              new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)
                  .replace(deviceUri, phoneUri);
          return new eu.paravent.client.spi.Transport.Response(
              answer.status(),
              answer.headers(),
              body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });

    desk.retryNow();

    Acme.awaitAlert(desk, Kind.KEY_PACKAGE_SWAPPED);
    assertThat(one.participants()).hasSize(1);
    assertThat(devices(one, desk.self())).isEqualTo(1);
    line.heal();
    joined(phone, one, desk);
  }

  /** Whoever looks after the new device looks until it has left its key packages. */
  static Conversation joined(ChatClient device, Conversation conversation, ChatClient helper) {
    Acme.await(
        "the device to be added",
        () -> {
          if (device.conversations().find(conversation.id()).isPresent()) {
            return true;
          }
          helper.retryNow();
          return false;
        });
    return device.conversations().find(conversation.id()).orElseThrow();
  }

  static int devices(Conversation conversation, UserId person) {
    return conversation.participants().stream()
        .filter(one -> one.id().equals(person))
        .mapToInt(one -> one.devices())
        .sum();
  }

  private static void assertNoAlerts(ChatClient... clients) {
    for (ChatClient client : clients) {
      assertThat(Acme.events(client, SecurityAlert.class)).isEmpty();
    }
  }
}
