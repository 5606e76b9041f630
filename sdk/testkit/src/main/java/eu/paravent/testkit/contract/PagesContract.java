package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.INVALID_VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.PendingJoinRequest;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.protocol.sessions.DeviceSession;
import eu.paravent.protocol.sessions.SessionList;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists come in pages, each item once, whatever comes or goes between two pages. */
public abstract class PagesContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);

  private Company acme;
  private Party alice;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void alice() {
    acme = company();
    alice = party(acme, "alice", "alice-1");
  }

  @Test
  void groups() throws Exception {
    List<String> founded = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      founded.add(Party.id(alice.createGroup()));
    }

    List<GroupList> pages = pages(alice, Paths.GROUPS, 2, GroupList.class, GroupList::next);

    assertSizes(List.of(2, 2, 1), pages, GroupList::groups);
    assertEquals(
        Set.copyOf(founded),
        items(pages, GroupList::groups).map(GroupStatus::groupId).collect(Collectors.toSet()));
  }

  /** Who waits for news asks for the first page: it has to tell of those on the others. */
  @Test
  void theVersionIsThatOfAllPages() throws Exception {
    Party bob = party(acme, "bob", "bob-1");
    List<MlsGroup> atAlice = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      atAlice.add(alice.createGroup());
      alice.add(atAlice.get(i), bob);
    }
    String first = Paths.GROUPS + "?limit=1";
    String version = version(bob, first);
    assertEquals(version, version(bob, Paths.GROUPS));

    Set<String> versions = new java.util.HashSet<>(Set.of(version));
    for (MlsGroup group : atAlice) {
      alice.say(group, "news");
      versions.add(version(bob, first));
    }

    assertEquals(4, versions.size());
  }

  @Test
  void welcomesAlsoWhileTheyAreAcknowledged() throws Exception {
    Party bob = party(acme, "bob", "bob-1");
    for (int i = 0; i < 4; i++) {
      MlsGroup group = alice.createGroup();
      alice.commit(group, CommitSpec.builder().add(bob.keyPackage()).build());
    }

    List<PendingWelcome> seen = new ArrayList<>();
    WelcomeList page = bob.caller().get(Paths.WELCOMES + "?limit=2").read(WelcomeList.class);
    while (true) {
      seen.addAll(page.welcomes());
      for (PendingWelcome welcome : page.welcomes()) {
        bob.caller().delete(Paths.fill(Paths.WELCOME, welcome.welcomeId())).requireStatus(204);
      }
      if (page.next().isEmpty()) {
        break;
      }
      page = next(bob, Paths.WELCOMES, 2, page.next()).read(WelcomeList.class);
    }

    assertEquals(4, seen.stream().map(PendingWelcome::groupId).distinct().count());
    assertEquals(4, seen.size());
  }

  @Test
  void devicesOfAUser() {
    Set<String> uris = new java.util.HashSet<>(Set.of(alice.uri()));
    for (int i = 2; i < 6; i++) {
      uris.add(party(acme, "alice", "alice-" + i).uri());
    }
    String address = Paths.fill(Paths.USER_DEVICES, acme.id(), "alice");

    List<DeviceList> pages = pages(alice, address, 2, DeviceList.class, DeviceList::next);

    assertSizes(List.of(2, 2, 1), pages, DeviceList::devices);
    assertEquals(
        uris, items(pages, DeviceList::devices).map(Device::uri).collect(Collectors.toSet()));
  }

  @Test
  void sessions() {
    signedIn(alice.device());
    signedIn(acme.device("alice", "alice-2"));
    signedIn(alice.device());

    List<SessionList> pages = pages(alice, Paths.SESSIONS, 3, SessionList.class, SessionList::next);

    assertSizes(List.of(3, 1), pages, SessionList::sessions);
    assertEquals(
        4, items(pages, SessionList::sessions).map(DeviceSession::sessionId).distinct().count());
    assertEquals(1, items(pages, SessionList::sessions).filter(DeviceSession::current).count());
  }

  @Test
  void guestsThatWaitAndTheirReceipts() throws Exception {
    MlsGroup group = alice.createGroup();
    GuestLink link = new GuestLink(acme, Party.id(group), now());
    link.register(alice, link.approved(9, WEEK)).requireStatus(201);
    List<String> asked = new ArrayList<>();
    Party guest = alice;
    for (int i = 0; i < 3; i++) {
      guest = party(link.guest("guest-" + i));
      guest
          .caller()
          .put(Paths.JOIN_REQUEST, new JoinRequest(guest.keyPackage(), new byte[] {7}))
          .requireSuccess();
      asked.add(guest.uri());
    }
    List<SignedReceipt> signed = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      signed.add(receipt(guest, i));
      guest.caller().post(Paths.RECEIPTS, signed.get(i - 1)).requireStatus(204);
    }
    String address = Paths.fill(Paths.JOIN_REQUESTS, Party.id(group));

    List<JoinRequestList> waiting =
        pages(alice, address, 1, JoinRequestList.class, JoinRequestList::next);
    List<ReceiptList> receipts =
        pages(guest, Paths.RECEIPTS, 2, ReceiptList.class, ReceiptList::next);

    assertSizes(List.of(1, 1, 1), waiting, JoinRequestList::requests);
    assertEquals(
        Set.copyOf(asked),
        items(waiting, JoinRequestList::requests)
            .map(PendingJoinRequest::deviceUri)
            .collect(Collectors.toSet()));
    assertSizes(List.of(2, 2), receipts, ReceiptList::receipts);
    assertEquals(signed, items(receipts, ReceiptList::receipts).toList());
  }

  @Test
  void refusesWhatIsNoPage() throws Exception {
    alice.createGroup();
    alice.createGroup();
    String group = Party.id(alice.createGroup());
    String mark =
        alice.caller().get(Paths.GROUPS + "?limit=1").read(GroupList.class).next().orElseThrow();

    for (String address :
        List.of(
            Paths.GROUPS,
            Paths.WELCOMES,
            Paths.SESSIONS,
            Paths.RECEIPTS,
            Paths.fill(Paths.JOIN_REQUESTS, group),
            Paths.fill(Paths.USER_DEVICES, acme.id(), "alice"))) {
      for (String wrong :
          List.of("limit=0", "limit=" + (Limits.PAGE_MOST + 1), "limit=x", "after=x", "after=_-")) {
        alice.caller().get(address + "?" + wrong).requireProblem(INVALID_VALUE);
      }
      if (!address.equals(Paths.GROUPS)) {
        alice.caller().get(address + "?after=" + mark).requireProblem(INVALID_VALUE);
      }
    }
  }

  private static <P extends Record> List<P> pages(
      Party reader, String address, int limit, Class<P> type, Function<P, Optional<String>> next) {
    List<P> pages = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      P page = next(reader, address, limit, after).read(type);
      pages.add(page);
      assertTrue(pages.size() < 10, "The list has an end");
      after = next.apply(page);
    } while (after.isPresent());
    return pages;
  }

  private static Caller.Answer next(
      Party reader, String address, int limit, Optional<String> after) {
    return reader
        .caller()
        .get(address + "?limit=" + limit + after.map(mark -> "&after=" + mark).orElse(""));
  }

  private static <P, T> void assertSizes(
      List<Integer> expected, List<P> pages, Function<P, List<T>> items) {
    assertEquals(expected, pages.stream().map(page -> items.apply(page).size()).toList());
  }

  private static <P, T> Stream<T> items(List<P> pages, Function<P, List<T>> items) {
    return pages.stream().flatMap(page -> items.apply(page).stream());
  }

  private static String version(Party reader, String address) {
    return reader
        .caller()
        .get(address)
        .requireStatus(200)
        .response()
        .headers()
        .getOrDefault("etag", "none");
  }

  private SignedReceipt receipt(Party guest, long notice) {
    Receipt content =
        new Receipt(
            Receipt.NOTED,
            acme.id(),
            guest.uri(),
            notice,
            new byte[32],
            "de",
            now().truncatedTo(ChronoUnit.SECONDS));
    return new SignedReceipt(
        Jwt.statement(SignedReceipt.TYPE, content)
            .chain(guest.device().chain())
            .signedBy(guest.device().privateKey()));
  }
}
