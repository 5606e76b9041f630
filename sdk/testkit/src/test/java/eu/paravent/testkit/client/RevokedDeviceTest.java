package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.identity.Device;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The organisation takes a device back: it was stolen, or the person is gone. */
@Timeout(120)
class RevokedDeviceTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void isRemovedFromAllConversationsByTheNextMemberWhoIsOnline() {
    ChatClient desk = acme.online("Alice", clock);
    ChatClient phone = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation one = twoDevices(bob, desk, phone);
    Device stolen = phone.devices().own().get(0);

    byte[] list = acme.authority.revoke(List.of(stolen.certificate()));
    publish(list);
    bob.retryNow();

    Acme.await("the phone to be out", () -> NewDeviceTest.devices(one, desk.self()) == 1);
    one.send(MessageContent.text("without the thief")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(desk, one.id()), "without the thief");
    assertThat(Acme.texts(Acme.joined(phone, one.id()))).doesNotContain("without the thief");
    assertThat(bob.devices().of(desk.self())).extracting(Device::uri).doesNotContain(stolen.uri());
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(desk, SecurityAlert.class)).isEmpty();
  }

  /**
   * The server hides the list from everybody. Bob has it from the company by another way and talks
   * to Carol; Carol sits with the stolen device in a conversation that Bob is not in. She learns of
   * the list inside the conversation with Bob, and removes the device.
   */
  @Test
  void theServerRefusesToHelpAndTheMembersTellEachOther() {
    FaultyTransport hers = hiding();
    FaultyTransport his = hiding();
    ChatClient desk = Acme.online("Alice", open("Alice", hiding()));
    ChatClient phone = Acme.online("Alice", open("Alice", hiding()));
    ChatClient bob = Acme.online("Bob", open("Bob", his));
    ChatClient carol = Acme.online("Carol", open("Carol", hers));
    Conversation withThief = twoDevices(carol, desk, phone);
    Conversation among =
        bob.conversations().create(ConversationSpec.titled("Us").participants(carol.self()));
    Acme.joined(carol, among.id());
    Device stolen = phone.devices().own().get(0);
    byte[] list = acme.authority.revoke(List.of(stolen.certificate()));

    assertThat(bob.devices().takeStatusList(list)).isTrue();

    Acme.await("the phone to be out", () -> NewDeviceTest.devices(withThief, desk.self()) == 1);
    Acme.await(
        "the server's omission to be noticed",
        () -> {
          carol.retryNow();
          return Acme.alerts(carol).contains(Kind.STATUS_LIST_WITHHELD);
        });
    assertThat(bob.devices().takeStatusList(list)).isFalse();
    // nor does it come back, though the server still names it
    assertThat(carol.devices().of(desk.self()))
        .extracting(Device::uri)
        .doesNotContain(stolen.uri());
    withThief.send(MessageContent.text("still among us")).awaitAccepted(SOON);
    Acme.awaitText(Acme.joined(desk, withThief.id()), "still among us");
    assertThat(NewDeviceTest.devices(withThief, desk.self())).isEqualTo(1);
    Acme.await(
        "the phone to know",
        () -> Acme.joined(phone, withThief.id()).state() == Conversation.State.ENDED);
  }

  /** A list counts by its number: the server cannot make a device good again with an old one. */
  @Test
  void anOlderListAndAForeignOneChangeNothing() {
    ChatClient desk = acme.online("Alice", clock);
    ChatClient phone = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Device first = phone.devices().own().get(0);
    byte[] older = acme.authority.revoke(List.of());
    byte[] newer = acme.authority.revoke(older, List.of(first.certificate()));
    assertThat(bob.devices().takeStatusList(newer)).isTrue();

    assertThat(bob.devices().takeStatusList(older)).isFalse();
    assertThat(bob.devices().of(desk.self())).hasSize(1);
    try (Acme twin = new Acme(clock)) {
      byte[] foreign = twin.authority.revoke(List.of());
      assertThatThrownBy(() -> bob.devices().takeStatusList(foreign))
          .isInstanceOf(UntrustedException.class);
      assertThatThrownBy(() -> twin.authority.revoke(older, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> twin.authority.revoke(List.of(first.certificate())))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] damaged = newer.clone();
    damaged[damaged.length - 1] ^= 1;
    assertThatThrownBy(() -> bob.devices().takeStatusList(damaged))
        .isInstanceOf(UntrustedException.class);
    assertThatThrownBy(() -> bob.devices().takeStatusList(new byte[] {1, 2, 3}))
        .isInstanceOf(UntrustedException.class);
  }

  private Conversation twoDevices(ChatClient creator, ChatClient desk, ChatClient phone) {
    Conversation made =
        creator.conversations().create(ConversationSpec.titled("Order").participants(desk.self()));
    Acme.joined(desk, made.id());
    NewDeviceTest.joined(phone, made, creator);
    Acme.await("both devices", () -> NewDeviceTest.devices(made, desk.self()) == 2);
    return made;
  }

  private ChatClient open(String name, Transport way) {
    return acme.open(name, EncryptedStore.inMemory(Acme.key()), way, clock);
  }

  private FaultyTransport hiding() {
    FaultyTransport line = acme.faulty();
    line.always(
        Requests.of("GET", Paths.REVOCATIONS), Faults.refuse(ProblemCode.REVOCATION_LIST_UNKNOWN));
    return line;
  }

  private void publish(byte[] list) {
    try (Transport way = acme.server.transport()) {
      Registration.publishStatusList("acme.example", list, way);
    }
  }
}
