package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static eu.paravent.protocol.ProblemCode.MALFORMED_REQUEST;
import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.protocol.sessions.AccessToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write whose answer was lost is sent again, and happens once. */
public abstract class IdempotencyContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);

  private Company acme;
  private Party alice;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void aSignedInDevice() {
    acme = company();
    alice = party(acme, "alice", "alice-1");
  }

  @Test
  void refusesWritesWhoseKeyIsMissingOrMalformed() throws Exception {
    MlsGroup group = alice.createGroup();
    String cursor = Paths.fill(Paths.CURSOR, Party.id(group));

    for (String malformed : List.of("", "short", "cursor-17", "*".repeat(22), "A".repeat(44))) {
      alice.caller().put(cursor, new Cursor(0), malformed).requireProblem(MALFORMED_REQUEST);
      claim("alice", malformed).requireProblem(MALFORMED_REQUEST);
      deleteSession(malformed).requireProblem(MALFORMED_REQUEST);
    }
    anonymous().put(cursor, new Cursor(0), "").requireProblem(NOT_SIGNED_IN);
    alice.caller().put(cursor, new Cursor(0)).requireStatus(204);
  }

  @Test
  void asksNoKeyForSigningInButRefusesAMalformedOne() {
    signIn(Map.of(Headers.IDEMPOTENCY_KEY, "short")).requireProblem(MALFORMED_REQUEST);
    signIn(Map.of(Headers.IDEMPOTENCY_KEY, Caller.newKey())).requireStatus(200);
    signIn(Map.of()).requireStatus(200);
  }

  @Test
  void registersAnOrganisationWithTheFirstAnswerAgain() {
    Company another = Company.fresh(now());
    String proof = another.signedProof(server().baseUrl());
    String key = Caller.newKey();

    register(another, proof, key).requireStatus(201);
    register(another, proof, key).requireStatus(201);
    register(another, proof, Caller.newKey()).requireStatus(200);
    register(another, proof + "A", key).requireProblem(IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void takesKeyPackagesOnceAndCountsThemAsTheFirstTime() {
    KeyPackageUpload upload = uploadOf(alice.keyPackage());
    String key = Caller.newKey();
    alice.caller().post(Paths.KEY_PACKAGES, upload, key).requireStatus(200);
    alice.caller().post(Paths.KEY_PACKAGES, uploadOf(alice.keyPackage())).requireStatus(200);

    KeyPackageStock again =
        alice.caller().post(Paths.KEY_PACKAGES, upload, key).read(KeyPackageStock.class);

    assertEquals(1, again.unclaimed());
    alice
        .caller()
        .post(Paths.KEY_PACKAGES, uploadOf(alice.keyPackage()), key)
        .requireProblem(IDEMPOTENCY_KEY_REUSED);
    assertEquals(2, alice.caller().get(Paths.KEY_PACKAGES).read(KeyPackageStock.class).unclaimed());
  }

  @Test
  void handsOutTheSameKeyPackagesForTheSameClaim() {
    Party bob = party(acme, "bob", "bob-1");
    bob.upload(bob.keyPackage(), bob.keyPackage()).requireStatus(200);
    String key = Caller.newKey();

    byte[] first = onlyOne(claim("bob", key));
    byte[] again = onlyOne(claim("bob", key));

    assertArrayEquals(first, again);
    assertEquals(1, bob.caller().get(Paths.KEY_PACKAGES).read(KeyPackageStock.class).unclaimed());
    claim("alice", key).requireProblem(IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void sameKeysOfTwoDevicesAreTwoRequests() {
    Party bob = party(acme, "bob", "bob-1");
    String key = Caller.newKey();

    alice.caller().post(Paths.KEY_PACKAGES, uploadOf(alice.keyPackage()), key).requireStatus(200);
    bob.caller().post(Paths.KEY_PACKAGES, uploadOf(bob.keyPackage()), key).requireStatus(200);
  }

  @Test
  void createsAGroupOnceAndNoOtherUnderItsKey() throws Exception {
    MlsGroup group = alice.newGroup();
    MlsGroup other = alice.newGroup();
    String key = Caller.newKey();

    // a group info is another one each time it is made
    GroupCreation creation = creation(group);
    found(creation, key).requireStatus(201);
    found(creation, key).requireStatus(201);
    found(creation(other), key).requireProblem(IDEMPOTENCY_KEY_REUSED);

    assertFalse(
        alice.caller().get(Paths.GROUPS).read(GroupList.class).groups().stream()
            .anyMatch(status -> status.groupId().equals(Party.id(other))));
  }

  @Test
  void registersAnInviteWithTheFirstAnswerAgain() throws Exception {
    GuestLink link = new GuestLink(acme, Party.id(alice.createGroup()), now());
    InviteRegistration terms = link.terms(1, WEEK);
    String key = Caller.newKey();

    link.registerAs(alice, terms, key).requireStatus(201);
    link.registerAs(alice, terms, key).requireStatus(201);
    link.registerAs(alice, link.terms(2, WEEK), key).requireProblem(IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void storesAnAttachmentOnceAndNoOtherUnderItsKey() throws Exception {
    MlsGroup group = alice.createGroup();
    String key = Caller.newKey();

    StoredAttachment first = store(group, new byte[100], key).read(StoredAttachment.class);
    StoredAttachment again = store(group, new byte[100], key).read(StoredAttachment.class);

    assertEquals(first, again);
    store(group, new byte[99], key).requireProblem(IDEMPOTENCY_KEY_REUSED);
    store(group, new byte[101], key).requireProblem(IDEMPOTENCY_KEY_REUSED);
    byte[] sameSize = new byte[100];
    sameSize[50] = 1;
    store(group, sameSize, key).requireProblem(IDEMPOTENCY_KEY_REUSED);
  }

  /**
   * A message whose answer was lost is encrypted again when the epoch has moved on meanwhile: the
   * key says that it is the same message, and the octets cannot.
   */
  @Test
  void appendsAMessageOnceAlsoWhenItWasEncryptedAgain() throws Exception {
    MlsGroup group = alice.createGroup();
    String key = Caller.newKey();

    Accepted first =
        alice.send(group, alice.encrypt(group, "one"), key).requireStatus(200).read(Accepted.class);
    Accepted again = alice.send(group, alice.encrypt(group, "one"), key).read(Accepted.class);

    assertEquals(first, again);
    assertEquals(1, alice.log(group, 0).entries().size());
  }

  /**
   * What a network kept and lets go late, in another order than it was sent: everything is as it
   * was when each came for the first time.
   */
  @Test
  void requestsThatComeAgainLateAndOutOfTurnChangeNothing() throws Exception {
    Party bob = party(acme, "bob", "bob-1");
    MlsGroup atAlice = alice.createGroup();
    String group = Party.id(atAlice);
    List<Supplier<Caller.Answer>> network = new ArrayList<>();
    List<Accepted> first = new ArrayList<>();
    CommitBundle adding = atAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    again(network, key -> alice.submit(atAlice, adding, key), first);
    atAlice.mergePendingCommit();
    for (int i = 0; i < 3; i++) {
      byte[] message = alice.encrypt(atAlice, "message " + i);
      again(network, key -> alice.send(atAlice, message, key), first);
    }
    CommitBundle update = atAlice.commit(CommitSpec.builder().build());
    again(network, key -> alice.submit(atAlice, update, key), first);
    atAlice.mergePendingCommit();
    List<LogEntry> before = alice.log(atAlice, 0).entries();

    for (long seed : new long[] {1, 2, 3}) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, network.size()).boxed().toList());
      Collections.shuffle(order, new Random(seed));
      for (int i : order) {
        assertEquals(first.get(i), network.get(i).get().read(Accepted.class));
      }
    }
    stored(bob, group, 4);
    stored(bob, group, 2);

    List<LogEntry> after = alice.log(atAlice, 0).entries();
    assertEquals(
        before.stream().map(LogEntry::sequence).toList(),
        after.stream().map(LogEntry::sequence).toList());
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i).message(), after.get(i).message());
    }
    assertEquals(2, bob.log(bob.join(group), 3).entries().size());
  }

  /** Now, and whenever the network lets it go again. */
  private static void again(
      List<Supplier<Caller.Answer>> network,
      Function<String, Caller.Answer> request,
      List<Accepted> first) {
    String key = Caller.newKey();
    network.add(() -> request.apply(key));
    first.add(request.apply(key).read(Accepted.class));
  }

  private static void stored(Party party, String group, long sequence) {
    party.caller().put(Paths.fill(Paths.CURSOR, group), new Cursor(sequence)).requireStatus(204);
  }

  private static GroupCreation creation(MlsGroup group) throws Exception {
    return new GroupCreation(Party.id(group), group.groupInfo());
  }

  private Caller.Answer found(GroupCreation creation, String key) {
    return alice.caller().post(Paths.GROUPS, creation, key);
  }

  private Caller.Answer register(Company company, String proof, String key) {
    return company.registerAs(anonymous(), server().registrationToken(), proof, key);
  }

  private Caller.Answer signIn(Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Content-Type", Headers.FORM);
    String form =
        "grant_type="
            + URLEncoder.encode(AccessToken.GRANT_TYPE, StandardCharsets.UTF_8)
            + "&assertion="
            + assertion(alice.device());
    return anonymous().send("POST", Paths.SESSIONS, all, form.getBytes(StandardCharsets.US_ASCII));
  }

  private Caller.Answer deleteSession(String key) {
    return alice.caller().send("DELETE", Paths.CURRENT_SESSION, Caller.key(key), Optional.empty());
  }

  private Caller.Answer claim(String user, String key) {
    return alice
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), user),
            Caller.key(key),
            Optional.empty());
  }

  private static byte[] onlyOne(Caller.Answer answer) {
    List<ClaimedKeyPackages.Claimed> claimed = answer.read(ClaimedKeyPackages.class).claimed();
    assertEquals(1, claimed.size());
    return claimed.get(0).keyPackage();
  }

  private Caller.Answer store(MlsGroup group, byte[] octets, String key) {
    return alice
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.GROUP_ATTACHMENTS, Party.id(group)),
            Map.of("Content-Type", Headers.OCTETS, Headers.IDEMPOTENCY_KEY, key),
            octets);
  }

  private static KeyPackageUpload uploadOf(byte[] keyPackage) {
    return new KeyPackageUpload(List.of(keyPackage), Optional.empty());
  }
}
