package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ASSERTION_REFUSED;
import static eu.paravent.protocol.ProblemCode.ASSERTION_REPLAYED;
import static eu.paravent.protocol.ProblemCode.CERTIFICATE_REFUSED;
import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static eu.paravent.protocol.ProblemCode.ORGANISATION_ROOT_DIFFERS;
import static eu.paravent.protocol.ProblemCode.ORGANISATION_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.REGISTRATION_CLOSED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CipherSuite;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.protocol.organisations.Organisation;
import eu.paravent.protocol.sessions.AccessToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Organisations and sign-in: who gets in, and why others do not. */
public abstract class SignInContract extends ContractFixture {
  @Test
  void saysItsLimitsToEverybody() {
    ServerLimits limits = anonymous().get(Paths.LIMITS).read(ServerLimits.class);

    assertEquals(
        ServerLimits.ofThisVersion(
            Limits.RETENTION,
            Limits.RETENTION,
            limits.attachmentQuota(),
            limits.rates(),
            limits.cipherSuites().orElseThrow()),
        limits);
    assertEquals(CipherSuite.values().length, limits.cipherSuites().orElseThrow().size());
  }

  @Test
  void registersAnOrganisationOnceAndAgainTheSame() {
    Company acme = Company.fresh(now());

    acme.register(anonymous(), server().baseUrl(), server().registrationToken()).requireStatus(201);
    acme.register(anonymous(), server().baseUrl(), server().registrationToken()).requireStatus(200);

    Organisation shown =
        anonymous().get(Paths.fill(Paths.ORGANISATION, acme.id())).read(Organisation.class);
    assertEquals(acme.id(), shown.id());
    assertArrayEquals(acme.root(), shown.rootCertificate());
  }

  @Test
  void refusesAnotherRootForTheSameName() {
    Company acme = company();

    acme.impostor()
        .register(anonymous(), server().baseUrl(), server().registrationToken())
        .requireProblem(ORGANISATION_ROOT_DIFFERS);
  }

  @Test
  void refusesRegistrationWithoutTheOperatorsToken() {
    Company.fresh(now())
        .register(anonymous(), server().baseUrl(), "guessed")
        .requireProblem(REGISTRATION_CLOSED);
  }

  @Test
  void refusesARootThatTheCallerDoesNotHold() {
    Company acme = Company.fresh(now());
    String proofOfAnother = acme.proof(server().baseUrl()).signedBy(DeviceKey.newKey());

    Caller.Answer answer =
        acme.registerWith(anonymous(), server().registrationToken(), proofOfAnother);

    assertEquals(4, answer.status() / 100);
    anonymous().get(Paths.fill(Paths.ORGANISATION, acme.id())).requireProblem(ORGANISATION_UNKNOWN);
  }

  @Test
  void givesATokenForAnAssertionOfARegisteredOrganisation() {
    DeviceKey alice = company().device("alice", "alice-1");

    AccessToken token = anonymous().signIn(assertion(alice)).read(AccessToken.class);

    assertEquals("bearer", token.tokenType().toLowerCase(java.util.Locale.ROOT));
    assertTrue(token.expiresIn() > 0 && token.expiresIn() <= Limits.TOKEN_LIFETIME.toSeconds());
  }

  @Test
  void refusesAnAssertionThatWasUsedBefore() {
    String assertion = assertion(company().device("alice", "alice-1"));
    anonymous().signIn(assertion).requireStatus(200);

    anonymous().signIn(assertion).requireProblem(ASSERTION_REPLAYED);
  }

  @Test
  void refusesAnExpiredAssertion() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt old = Jwt.assertion(alice, server().baseUrl(), now().minus(Duration.ofHours(1)));

    anonymous().signIn(old.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnAssertionFromTheFuture() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt early = Jwt.assertion(alice, server().baseUrl(), now().plus(Duration.ofHours(1)));

    anonymous().signIn(early.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnAssertionThatLivesTooLong() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt eternal =
        Jwt.assertion(alice, server().baseUrl(), now())
            .claim("exp", now().plus(Duration.ofDays(1)).getEpochSecond());

    anonymous().signIn(eternal.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnAssertionForAnotherServer() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt elsewhere = Jwt.assertion(alice, "https://chat.elsewhere.example", now());

    anonymous().signIn(elsewhere.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnAssertionThatAnotherKeySigned() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt stolen = Jwt.assertion(alice, server().baseUrl(), now());

    anonymous().signIn(stolen.signedBy(DeviceKey.newKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnotherAlgorithm() {
    DeviceKey alice = company().device("alice", "alice-1");
    Jwt none = Jwt.assertion(alice, server().baseUrl(), now()).algorithm("none");

    anonymous().signIn(none.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAnAssertionInAnotherDevicesName() {
    Company acme = company();
    DeviceKey alice = acme.device("alice", "alice-1");
    Jwt asBob =
        Jwt.assertion(alice, server().baseUrl(), now())
            .claim("iss", "mimi://" + acme.id() + "/d/bob-1")
            .claim("sub", "mimi://" + acme.id() + "/d/bob-1");

    anonymous().signIn(asBob.signedBy(alice.privateKey())).requireProblem(ASSERTION_REFUSED);
  }

  @Test
  void refusesAChainThatTheRegisteredRootDidNotSign() {
    DeviceKey forged = company().impostor().device("alice", "alice-1");

    anonymous().signIn(assertion(forged)).requireProblem(CERTIFICATE_REFUSED);
  }

  @Test
  void refusesADeviceOfAnotherRootUnderTheRegisteredOne() {
    Company acme = company();
    DeviceKey forged = acme.impostor().device("alice", "alice-1");
    DeviceKey dressed =
        new DeviceKey(
            forged.uri(), forged.privateKey(), List.of(forged.chain().get(0), acme.root()));

    anonymous().signIn(assertion(dressed)).requireProblem(CERTIFICATE_REFUSED);
  }

  @Test
  void refusesAnExpiredCertificate() {
    DeviceKey old =
        company()
            .device("alice", "alice-1", now().minus(Duration.ofDays(9)), now().minusSeconds(3600));

    anonymous().signIn(assertion(old)).requireProblem(CERTIFICATE_REFUSED);
  }

  @Test
  void refusesAnOrganisationItDoesNotKnow() {
    DeviceKey stranger = Company.fresh(now()).device("alice", "alice-1");

    anonymous().signIn(assertion(stranger)).requireProblem(ORGANISATION_UNKNOWN);
  }

  @Test
  void asksForATokenAndKnowsItsOwn() {
    Caller caller = anonymous();

    caller.get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
    caller.useToken("made-up");
    caller.get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
  }

  @Test
  void aSessionEndsWhenItsDeviceSaysSo() {
    Caller alice = signedIn(company().device("alice", "alice-1"));
    alice.get(Paths.GROUPS).requireStatus(200);

    alice.delete(Paths.CURRENT_SESSION).requireStatus(204);

    alice.get(Paths.GROUPS).requireProblem(NOT_SIGNED_IN);
  }

  @Test
  void showsTheDevicesThatHaveSignedIn() {
    Company acme = company();
    DeviceKey alice = acme.device("alice", "alice-1");
    signedIn(alice);
    signedIn(acme.device("alice", "alice-2"));

    List<Device> devices =
        signedIn(company().device("carol", "carol-1"))
            .get(Paths.fill(Paths.USER_DEVICES, acme.id(), "alice"))
            .read(DeviceList.class)
            .devices();

    assertEquals(2, devices.size());
    Device first =
        devices.stream().filter(d -> d.uri().equals(alice.uri())).findFirst().orElseThrow();
    assertEquals("mimi://" + acme.id() + "/u/alice", first.userUri());
    assertArrayEquals(alice.chain().get(0), first.chain().get(0));
  }
}
