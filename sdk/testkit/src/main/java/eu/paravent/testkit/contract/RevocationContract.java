package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.CERTIFICATE_REFUSED;
import static eu.paravent.protocol.ProblemCode.COMMIT_REFUSED;
import static eu.paravent.protocol.ProblemCode.KEY_PACKAGES_EXHAUSTED;
import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static eu.paravent.protocol.ProblemCode.ORGANISATION_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.REVOCATION_LIST_OUTDATED;
import static eu.paravent.protocol.ProblemCode.REVOCATION_LIST_REFUSED;
import static eu.paravent.protocol.ProblemCode.REVOCATION_LIST_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.USER_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.organisations.RevocationList;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organisation takes a certificate back: its device is out at once, everybody else goes on. */
public abstract class RevocationContract extends ContractFixture {
  private static final int CLOSED_NOT_SIGNED_IN = 4401;

  private Company acme;
  private Party alice;
  private Party bob;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void colleagues() {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
  }

  @Test
  void endsTheSessionsOfARevokedDeviceAndItsPushAtOnce() throws Exception {
    try (Pushed toBob = Pushed.open(bob.caller());
        Pushed toAlice = Pushed.open(alice.caller())) {
      upload(acme.revocations(1, bob.device())).requireStatus(204);

      assertEquals(CLOSED_NOT_SIGNED_IN, toBob.closeCode());
      bob.caller().get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
      anonymous().signIn(assertion(bob.device())).requireProblem(CERTIFICATE_REFUSED);
      alice.caller().get(Paths.GROUPS).requireStatus(200);
      alice.createGroup();
      toAlice.quiet();
    }
  }

  @Test
  void handsOutNoKeyPackagesOfARevokedDevice() {
    Party other = party(acme, "bob", "bob-2");
    bob.upload(bob.keyPackage()).requireStatus(200);
    other.upload(other.keyPackage()).requireStatus(200);

    upload(acme.revocations(1, bob.device())).requireStatus(204);

    String claims = Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), "bob");
    assertEquals(
        List.of(other.uri()),
        claim(claims).read(ClaimedKeyPackages.class).claimed().stream()
            .map(ClaimedKeyPackages.Claimed::deviceUri)
            .toList());
    assertEquals(
        List.of(other.uri()),
        alice
            .caller()
            .get(Paths.fill(Paths.USER_DEVICES, acme.id(), "bob"))
            .read(DeviceList.class)
            .devices()
            .stream()
            .map(Device::uri)
            .toList());
    upload(acme.revocations(2, bob.device(), other.device())).requireStatus(204);
    claim(claims).requireProblem(USER_UNKNOWN);
  }

  /** The key was stolen, the device has a new one: what was made with the old one is worthless. */
  @Test
  void handsOutNoKeyPackagesOfARevokedCertificate() {
    bob.upload(bob.keyPackage()).requireStatus(200);
    DeviceKey renewed = acme.device("bob", "bob-1");
    Party again = party(renewed);
    upload(acme.revocations(1, bob.device())).requireStatus(204);
    String claims = Paths.fill(Paths.KEY_PACKAGE_CLAIMS, acme.id(), "bob");

    again.caller().get(Paths.GROUPS).requireStatus(200);
    bob.caller().get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
    claim(claims).requireProblem(KEY_PACKAGES_EXHAUSTED);
    byte[] fresh = again.keyPackage();
    again.upload(fresh).requireStatus(200);

    assertArrayEquals(
        fresh, claim(claims).read(ClaimedKeyPackages.class).claimed().get(0).keyPackage());
  }

  @Test
  void aGroupGoesOnWithoutTheRevokedMember() throws Exception {
    MlsGroup group = alice.createGroup();
    MlsGroup atBob = alice.add(group, bob);
    upload(acme.revocations(1, bob.device())).requireStatus(204);

    alice.say(group, "before he is out");
    alice.commit(group, CommitSpec.selfUpdate());
    alice.commit(group, CommitSpec.builder().remove(atBob.ownLeafIndex()).build());
    Party carol = party(acme, "carol", "carol-1");
    alice.add(group, carol);

    assertEquals(2, group.members().size());
  }

  @Test
  void nobodyBringsARevokedDeviceIntoAGroup() throws Exception {
    MlsGroup group = alice.createGroup();
    byte[] keyPackage = bob.keyPackage();
    upload(acme.revocations(1, bob.device())).requireStatus(204);
    CommitBundle bundle = group.commit(CommitSpec.builder().add(keyPackage).build());

    alice.submit(group, bundle, Caller.newKey()).requireProblem(COMMIT_REFUSED);
  }

  @Test
  void theNewestListCounts() {
    byte[] first = acme.revocations(1, bob.device());
    byte[] third = acme.revocations(3);
    upload(first).requireStatus(204);
    upload(first).requireStatus(204);
    anonymous().signIn(assertion(bob.device())).requireProblem(CERTIFICATE_REFUSED);

    upload(third).requireStatus(204);

    anonymous().signIn(assertion(bob.device())).requireStatus(200);
    upload(acme.revocations(2, bob.device())).requireProblem(REVOCATION_LIST_OUTDATED);
    upload(acme.revocations(3, bob.device())).requireProblem(REVOCATION_LIST_OUTDATED);
    assertArrayEquals(third, download().read(RevocationList.class).crl());
  }

  @Test
  void saysWhereThereIsNone() {
    download().requireProblem(REVOCATION_LIST_UNKNOWN);
    alice
        .caller()
        .get(Paths.fill(Paths.REVOCATIONS, "nobody.example"))
        .requireProblem(ORGANISATION_UNKNOWN);
  }

  @Test
  void believesTheOrganisationsRootOnly() {
    upload(acme.impostor().revocations(1, bob.device())).requireProblem(REVOCATION_LIST_REFUSED);
    upload(company().revocations(1, bob.device())).requireProblem(REVOCATION_LIST_REFUSED);
    anonymous()
        .put(
            Paths.fill(Paths.REVOCATIONS, "nobody.example"),
            new RevocationList(acme.revocations(1, bob.device())))
        .requireProblem(ORGANISATION_UNKNOWN);

    bob.caller().get(Paths.GROUPS).requireStatus(200);
    download().requireProblem(REVOCATION_LIST_UNKNOWN);
  }

  @Test
  void refusesWhatIsNoCompleteListOfNow() {
    byte[] good = acme.revocations(1, bob.device());
    byte[] damaged = good.clone();
    damaged[damaged.length - 1] ^= 1;
    byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);

    upload(new byte[0]).requireProblem(REVOCATION_LIST_REFUSED);
    upload(new byte[] {1, 2, 3}).requireProblem(REVOCATION_LIST_REFUSED);
    upload(damaged).requireProblem(REVOCATION_LIST_REFUSED);
    upload(longer).requireProblem(REVOCATION_LIST_REFUSED);
    upload(acme.root()).requireProblem(REVOCATION_LIST_REFUSED);
    upload(acme.revocations(-1, bob.device())).requireProblem(REVOCATION_LIST_REFUSED);
    upload(acme.revocations(1, now().plus(Duration.ofDays(1)), bob.device()))
        .requireProblem(REVOCATION_LIST_REFUSED);

    bob.caller().get(Paths.GROUPS).requireStatus(200);
  }

  /** The list is its own proof: no token is asked for. */
  private Caller.Answer upload(byte[] crl) {
    return anonymous().put(Paths.fill(Paths.REVOCATIONS, acme.id()), new RevocationList(crl));
  }

  private Caller.Answer download() {
    return alice.caller().get(Paths.fill(Paths.REVOCATIONS, acme.id()));
  }

  private Caller.Answer claim(String target) {
    return alice
        .caller()
        .send("POST", target, Caller.key(Caller.newKey()), java.util.Optional.empty());
  }
}
