package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static eu.paravent.protocol.ProblemCode.INVALID_VALUE;
import static eu.paravent.protocol.ProblemCode.KEY_PACKAGES_EXHAUSTED;
import static eu.paravent.protocol.ProblemCode.KEY_PACKAGE_REFUSED;
import static eu.paravent.protocol.ProblemCode.USER_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CipherSuite;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages.Claimed;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Key packages: whose they are, and that each is handed out once. */
public abstract class KeyPackagesContract extends ContractFixture {
  @Test
  void countsWhatIsLeft() {
    Party bob = party(company(), "bob", "bob-1");

    bob.upload(bob.keyPackage(), bob.keyPackage()).requireSuccess();

    KeyPackageStock stock = bob.caller().get(Paths.KEY_PACKAGES).read(KeyPackageStock.class);
    assertEquals(2, stock.unclaimed());
    assertFalse(stock.lastResort());
  }

  @Test
  void refusesTheWholeUploadForOneForeignKeyPackage() {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");

    bob.upload(bob.keyPackage(), alice.keyPackage()).requireProblem(KEY_PACKAGE_REFUSED);

    KeyPackageStock stock = bob.caller().get(Paths.KEY_PACKAGES).read(KeyPackageStock.class);
    assertEquals(0, stock.unclaimed());
  }

  @Test
  void refusesADamagedKeyPackage() {
    Party bob = party(company(), "bob", "bob-1");
    byte[] damaged = bob.keyPackage();
    damaged[damaged.length - 1] ^= 1;

    bob.upload(damaged).requireProblem(KEY_PACKAGE_REFUSED);
  }

  @Test
  void handsOutOneForEachDeviceOfTheUser() {
    Company acme = company();
    Party phone = party(acme, "bob", "bob-1");
    Party desk = party(acme, "bob", "bob-2");
    phone.upload(phone.keyPackage()).requireSuccess();
    desk.upload(desk.keyPackage()).requireSuccess();

    List<Claimed> claimed = claim(party(company(), "carol", "carol-1"), acme, "bob");

    assertEquals(
        Set.of(phone.uri(), desk.uri()),
        new HashSet<>(claimed.stream().map(Claimed::deviceUri).toList()));
  }

  /** Who adds a new device of somebody does not use up what the others of that person left. */
  @Test
  void handsOutThatOfTheOneDeviceThatIsAskedFor() {
    Company acme = company();
    Party phone = party(acme, "bob", "bob-1");
    Party desk = party(acme, "bob", "bob-2");
    phone.upload(phone.keyPackage()).requireSuccess();
    desk.upload(desk.keyPackage()).requireSuccess();
    Party carol = party(company(), "carol", "carol-1");
    String query = "?" + Paths.DEVICE + "=" + Paths.fill("{device}", desk.uri());

    List<Claimed> claimed =
        askFor(carol, acme, "bob", query).read(ClaimedKeyPackages.class).claimed();

    assertEquals(List.of(desk.uri()), claimed.stream().map(Claimed::deviceUri).toList());
    assertEquals(1, stock(phone, "").unclaimed());
    askFor(carol, acme, "bob", query).requireProblem(KEY_PACKAGES_EXHAUSTED);
  }

  @Test
  void fallsBackToTheLastResortAndGivesItAgain() {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    byte[] single = bob.keyPackage();
    byte[] lastResort = bob.lastResort();
    bob.caller()
        .post(Paths.KEY_PACKAGES, new KeyPackageUpload(List.of(single), Optional.of(lastResort)))
        .requireSuccess();

    assertArrayEquals(single, claim(alice, acme, "bob").get(0).keyPackage());
    for (int i = 0; i < 2; i++) {
      Claimed again = claim(alice, acme, "bob").get(0);
      assertArrayEquals(lastResort, again.keyPackage());
      assertTrue(again.lastResort());
    }
  }

  /** Each suite has its own stock and its own last resort; who names none gets suite 1. */
  @Test
  void keepsTheSuitesApart() {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    CipherSuite hybrid = CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519;
    Party bobsHybrid = bob.in(hybrid);
    byte[] single = bobsHybrid.keyPackage();
    byte[] lastResort = bobsHybrid.lastResort();
    byte[] ordinary = bob.keyPackage();
    byte[] ordinaryLastResort = bob.lastResort();

    KeyPackageStock afterwards =
        bob.caller()
            .post(
                Paths.KEY_PACKAGES, new KeyPackageUpload(List.of(single), Optional.of(lastResort)))
            .read(KeyPackageStock.class);
    bob.caller()
        .post(
            Paths.KEY_PACKAGES,
            new KeyPackageUpload(List.of(ordinary), Optional.of(ordinaryLastResort)))
        .requireSuccess();

    assertEquals(new KeyPackageStock(1, true), afterwards);
    assertEquals(new KeyPackageStock(1, true), stock(bob, ""));
    assertEquals(new KeyPackageStock(1, true), stock(bob, in(1)));
    assertEquals(new KeyPackageStock(1, true), stock(bob, in(hybrid.value())));
    assertEquals(new KeyPackageStock(0, false), stock(bob, in(3)));
    assertArrayEquals(ordinary, claim(alice, acme, "bob").get(0).keyPackage());
    for (byte[] expected : List.of(single, lastResort, lastResort)) {
      Claimed claimed =
          askFor(alice, acme, "bob", in(hybrid.value()))
              .read(ClaimedKeyPackages.class)
              .claimed()
              .get(0);
      assertArrayEquals(expected, claimed.keyPackage());
    }
    assertEquals(new KeyPackageStock(0, true), stock(bob, ""));
    askFor(alice, acme, "bob", in(3)).requireProblem(KEY_PACKAGES_EXHAUSTED);
    for (String nonsense : List.of("0", "65536", "-1", "hybrid")) {
      askFor(alice, acme, "bob", "?cipherSuite=" + nonsense).requireProblem(INVALID_VALUE);
      bob.caller()
          .get(Paths.KEY_PACKAGES + "?cipherSuite=" + nonsense)
          .requireProblem(INVALID_VALUE);
    }
  }

  /** The same key for another suite is another request. */
  @Test
  void aClaimSentAgainIsForTheSameSuite() {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    bob.upload(bob.keyPackage(), bob.keyPackage()).requireSuccess();
    String path = Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), "bob");
    String key = Caller.newKey();

    alice.caller().send("POST", path + in(1), Caller.key(key), Optional.empty()).requireSuccess();
    alice.caller().send("POST", path + in(1), Caller.key(key), Optional.empty()).requireSuccess();
    alice
        .caller()
        .send("POST", path + in(3), Caller.key(key), Optional.empty())
        .requireProblem(IDEMPOTENCY_KEY_REUSED);

    assertEquals(1, stock(bob, "").unclaimed());
  }

  private static String in(int suite) {
    return "?" + Paths.CIPHER_SUITE + "=" + suite;
  }

  private static KeyPackageStock stock(Party of, String query) {
    return of.caller().get(Paths.KEY_PACKAGES + query).read(KeyPackageStock.class);
  }

  @Test
  void saysWhenNoneIsLeftAndWhenNobodyIsThere() {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");

    askFor(alice, acme, "bob").requireProblem(USER_UNKNOWN);
    party(acme, "bob", "bob-1");
    askFor(alice, acme, "bob").requireProblem(KEY_PACKAGES_EXHAUSTED);
  }

  @Test
  void handsOutEachOnceToManyWhoAskAtTheSameTime() throws Exception {
    Company acme = company();
    Party bob = party(acme, "bob", "bob-1");
    int stock = 12;
    for (int i = 0; i < stock; i++) {
      bob.upload(bob.keyPackage()).requireSuccess();
    }
    Party alice = party(acme, "alice", "alice-1");

    List<Caller.Answer> answers = Together.run(stock + 4, i -> askFor(alice, acme, "bob"));

    Set<String> handedOut = new HashSet<>();
    int exhausted = 0;
    for (Caller.Answer answer : answers) {
      if (answer.status() == ProblemCode.KEY_PACKAGES_EXHAUSTED.status()) {
        answer.requireProblem(KEY_PACKAGES_EXHAUSTED);
        exhausted++;
      } else {
        Claimed claimed = answer.read(ClaimedKeyPackages.class).claimed().get(0);
        assertTrue(handedOut.add(Base64Url.encode(claimed.keyPackage())), "handed out twice");
      }
    }
    assertEquals(stock, handedOut.size());
    assertEquals(4, exhausted);
  }

  private static Caller.Answer askFor(Party asking, Company company, String user) {
    return askFor(asking, company, user, "");
  }

  private static Caller.Answer askFor(Party asking, Company company, String user, String query) {
    return asking
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.KEY_PACKAGE_CLAIMS, company.id(), user) + query,
            Caller.key(Caller.newKey()),
            Optional.empty());
  }

  private static List<Claimed> claim(Party asking, Company company, String user) {
    return askFor(asking, company, user).read(ClaimedKeyPackages.class).claimed();
  }
}
