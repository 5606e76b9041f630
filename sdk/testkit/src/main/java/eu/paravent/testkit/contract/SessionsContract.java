package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.protocol.Paths;
import eu.paravent.protocol.sessions.DeviceSession;
import eu.paravent.protocol.sessions.SessionList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person sees where it is signed in, and ends what it does not know. */
public abstract class SessionsContract extends ContractFixture {
  private static final int CLOSED_NOT_SIGNED_IN = 4401;

  private Company acme;
  private DeviceKey desk;
  private DeviceKey phone;
  private Caller atDesk;
  private Caller atPhone;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void oneWithTwoDevices() {
    acme = company();
    desk = acme.device("alice", "alice-desk");
    phone = acme.device("alice", "alice-phone");
    atDesk = signedIn(desk);
    atPhone = signedIn(phone);
  }

  @Test
  void listsThoseOfOnesOwnDevicesOnly() {
    Caller bob = signedIn(acme.device("bob", "bob-1"));
    Caller namesake = signedIn(company().device("alice", "alice-desk"));

    List<DeviceSession> sessions = sessions(atDesk);

    assertEquals(
        Set.of(desk.uri(), phone.uri()),
        sessions.stream().map(DeviceSession::deviceUri).collect(Collectors.toSet()));
    assertEquals(2, sessions.size());
    DeviceSession current = sessions.stream().filter(DeviceSession::current).findFirst().get();
    assertEquals(desk.uri(), current.deviceUri());
    assertTrue(current.begunAt().isBefore(current.expiresAt()));
    assertFalse(current.begunAt().isAfter(now().plusSeconds(1)));
    assertEquals(1, sessions(bob).size());
    assertEquals(1, sessions(namesake).size());
  }

  @Test
  void endsTheSessionOfAnotherOwnDeviceAndItsPush() throws Exception {
    try (Pushed toPhone = Pushed.open(atPhone)) {
      atDesk.delete(Paths.fill(Paths.SESSION, of(phone))).requireStatus(204);

      assertEquals(CLOSED_NOT_SIGNED_IN, toPhone.closeCode());
    }
    atPhone.get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
    atDesk.get(Paths.GROUPS).requireStatus(200);
    assertEquals(1, sessions(atDesk).size());
  }

  @Test
  void doesNotTouchSomebodyElses() {
    Caller bob = signedIn(acme.device("bob", "bob-1"));

    bob.delete(Paths.fill(Paths.SESSION, of(phone))).requireStatus(204);
    bob.delete(Paths.fill(Paths.SESSION, "unknown")).requireStatus(204);

    assertEquals(2, sessions(atPhone).size());
  }

  @Test
  void theNameOfASessionIsNoToken() {
    Caller thief = anonymous();
    thief.useToken(of(phone));

    thief.get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
  }

  private String of(DeviceKey device) {
    return sessions(atDesk).stream()
        .filter(session -> session.deviceUri().equals(device.uri()))
        .findFirst()
        .orElseThrow()
        .sessionId();
  }

  private static List<DeviceSession> sessions(Caller caller) {
    return caller.get(Paths.SESSIONS).read(SessionList.class).sessions();
  }
}
