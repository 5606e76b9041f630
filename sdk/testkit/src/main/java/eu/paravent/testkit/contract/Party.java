package eu.paravent.testkit.contract;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.testkit.MlsMemory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A signed-in device with a real MLS client. It believes every certificate: whom the server
 * believes is what is tested.
 */
final class Party {
  private final DeviceKey device;
  private final Caller caller;
  private final InstantSource clock;
  private final MlsClient mls;

  Party(DeviceKey device, Caller caller, InstantSource clock) {
    this(device, caller, clock, CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);
  }

  private Party(DeviceKey device, Caller caller, InstantSource clock, CipherSuite suite) {
    this.device = device;
    this.caller = caller;
    this.clock = clock;
    mls =
        MlsClient.builder()
            .cipherSuite(suite)
            .identity(new Credential.X509(device.chain()), device.privateKey().getEncoded())
            .storage(new MlsMemory())
            .authentication(new Trusting())
            .supportedExtensions(List.of(AppDataDictionary.EXTENSION))
            .clock(clock)
            .build();
  }

  /** The same device, for groups of another suite. */
  Party in(CipherSuite suite) {
    return new Party(device, caller, clock, suite);
  }

  String uri() {
    return device.uri();
  }

  DeviceKey device() {
    return device;
  }

  Caller caller() {
    return caller;
  }

  MlsClient mls() {
    return mls;
  }

  byte[] keyPackage() {
    return mls.newKeyPackage(Duration.ofDays(30), false).message();
  }

  byte[] lastResort() {
    return mls.newKeyPackage(Duration.ofDays(30), true).message();
  }

  Caller.Answer upload(byte[]... keyPackages) {
    return caller.post(
        Paths.KEY_PACKAGES, new KeyPackageUpload(List.of(keyPackages), Optional.empty()));
  }

  MlsGroup newGroup() throws MlsException {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return mls.createGroup(id, Extensions.empty());
  }

  /** A new group, known to the server. */
  MlsGroup createGroup() throws MlsException {
    MlsGroup group = newGroup();
    caller.post(Paths.GROUPS, new GroupCreation(id(group), group.groupInfo())).requireStatus(201);
    return group;
  }

  /** Adds, and the other joins by the welcome that the server hands it. */
  MlsGroup add(MlsGroup group, Party other) throws MlsException {
    commit(group, CommitSpec.builder().add(other.keyPackage()).build());
    return other.join(id(group));
  }

  Accepted commit(MlsGroup group, CommitSpec spec) throws MlsException {
    CommitBundle bundle = group.commit(spec);
    Accepted accepted = submit(group, bundle, Caller.newKey()).read(Accepted.class);
    group.mergePendingCommit();
    return accepted;
  }

  Caller.Answer submit(MlsGroup group, CommitBundle bundle, String key) {
    return caller.post(
        Paths.fill(Paths.COMMITS, id(group)),
        new CommitSubmission(bundle.commit(), bundle.welcome(), bundle.groupInfo()),
        key);
  }

  MlsGroup join(String groupId) throws MlsException {
    return mls.join(welcomeTo(groupId).welcome());
  }

  PendingWelcome welcomeTo(String groupId) {
    return caller.get(Paths.WELCOMES).read(WelcomeList.class).welcomes().stream()
        .filter(welcome -> welcome.groupId().equals(groupId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No welcome to " + groupId + " is waiting"));
  }

  byte[] encrypt(MlsGroup group, String text) throws MlsException {
    return group.encrypt(text.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  Accepted say(MlsGroup group, String text) throws MlsException {
    return send(group, encrypt(group, text), Caller.newKey()).read(Accepted.class);
  }

  Caller.Answer send(MlsGroup group, byte[] message, String key) {
    return caller.post(Paths.fill(Paths.MESSAGES, id(group)), new MessageSubmission(message), key);
  }

  Caller.Answer askForLog(MlsGroup group, long after, int limit) {
    return caller.get(Paths.fill(Paths.LOG, id(group)) + "?after=" + after + "&limit=" + limit);
  }

  LogPage log(MlsGroup group, long after) {
    return askForLog(group, after, 100).read(LogPage.class);
  }

  static String id(MlsGroup group) {
    return Base64Url.encode(group.groupId());
  }

  private static final class Trusting implements AuthenticationService {
    @Override
    public void validate(Presented presented) {
      // see the class
    }

    @Override
    public boolean sameClient(Credential predecessor, Credential successor) {
      return predecessor instanceof Credential.X509 one
          && successor instanceof Credential.X509 other
          && java.util.Arrays.equals(one.chain().get(0), other.chain().get(0));
    }
  }
}
