package eu.paravent.testkit.contract;

import eu.paravent.mls.MlsClient;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.testkit.MlsMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A signed-in device with an MLS client that believes everybody: what is tested is the server. */
final class Member {
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final Caller caller;
  private final DeviceKey key;
  private final MlsClient mls;

  Member(Caller caller, DeviceKey key) {
    this.caller = caller;
    this.key = key;
    this.mls =
        MlsClient.builder()
            .identity(new Credential.X509(key.chain()), key.privateKey().getEncoded())
            .storage(new MlsMemory())
            .authentication(new Believing())
            .build();
  }

  Caller caller() {
    return caller;
  }

  DeviceKey key() {
    return key;
  }

  MlsClient mls() {
    return mls;
  }

  Caller.Answer publish(int count, boolean lastResort) {
    List<byte[]> keyPackages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keyPackages.add(mls.newKeyPackage(LIFETIME, false).message());
    }
    Optional<byte[]> last =
        lastResort ? Optional.of(mls.newKeyPackage(LIFETIME, true).message()) : Optional.empty();
    return caller.post(Paths.KEY_PACKAGES, new KeyPackageUpload(keyPackages, last));
  }

  Caller.Answer commit(byte[] groupId, eu.paravent.mls.CommitBundle bundle) {
    return commit(groupId, bundle, bundle.groupInfo());
  }

  Caller.Answer commit(byte[] groupId, eu.paravent.mls.CommitBundle bundle, byte[] groupInfo) {
    return caller.post(
        Paths.fill(Paths.COMMITS, Base64Url.encode(groupId)),
        new CommitSubmission(bundle.commit(), bundle.welcome(), groupInfo));
  }

  Caller.Answer send(byte[] groupId, byte[] message, String idempotencyKey) {
    return caller.post(
        Paths.fill(Paths.MESSAGES, Base64Url.encode(groupId)),
        new MessageSubmission(message),
        idempotencyKey);
  }

  Accepted send(byte[] groupId, byte[] message) {
    return send(groupId, message, Caller.newKey()).read(Accepted.class);
  }

  List<LogEntry> log(byte[] groupId, long after) {
    return caller
        .get(Paths.fill(Paths.LOG, Base64Url.encode(groupId)) + "?after=" + after + "&limit=500")
        .read(LogPage.class)
        .entries();
  }

  private static final class Believing implements AuthenticationService {
    @Override
    public void validate(Presented presented) {}

    @Override
    public boolean sameClient(Credential predecessor, Credential successor) {
      return predecessor instanceof Credential.X509 a
          && successor instanceof Credential.X509 b
          && java.util.Arrays.equals(a.chain().get(0), b.chain().get(0));
    }
  }
}
