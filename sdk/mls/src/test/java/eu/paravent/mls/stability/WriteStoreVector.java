package eu.paravent.mls.stability;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.testing.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the stability vectors of this version: {@code WriteStoreVector <folder> <version>}. Run it
 * when the stored form has changed, add the files beside the earlier ones, and list them in {@link
 * StoreStabilityTest}. Files of earlier versions are never written again and never deleted.
 */
final class WriteStoreVector {
  private static final byte[] NONE = new byte[0];

  private final StoreVector vector;
  private final Person alice;
  private final Person bob;
  private final Person carol;
  private final Person dave;

  private WriteStoreVector(CipherSuite suite) {
    vector = new StoreVector(suite);
    alice = new Person("alice", suite);
    bob = new Person("bob", suite);
    carol = new Person("carol", suite);
    dave = new Person("dave", suite);
  }

  public static void main(String[] args) throws IOException, MlsException {
    Path folder = Path.of(args[0]);
    for (CipherSuite suite :
        new CipherSuite[] {
          CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
          CipherSuite.MLS_256_DHKEMP384_AES256GCM_SHA384_P384
        }) {
      String name = String.format("store-v%s-suite-%04x.json", args[1], suite.value());
      Files.writeString(folder.resolve(name), new WriteStoreVector(suite).write().toJson());
    }
  }

  private StoreVector write() throws MlsException {
    MlsGroup ofAlice = severalEpochs();
    staged();
    prepared();
    ended();
    welcomes();
    reinitialized();
    pendingProposals(ofAlice);
    vector.keep(bob, "");
    whatFollows(ofAlice);
    vector.keep(alice, "g/" + HexFormat.of().formatHex(bytes("main")) + "/", "psk/");
    return vector;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Group "main": three epochs, keys skipped in the first and in the last. */
  private MlsGroup severalEpochs() throws MlsException {
    for (Person person : new Person[] {alice, bob, carol}) {
      person.client().registerPreSharedKey(bytes("psk"), bytes("a secret of all three"));
    }
    MlsGroup ofAlice = alice.client().createGroup(bytes("main"), Extensions.empty());
    CommitBundle added =
        ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).add(carol.keyPackage()).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    MlsGroup ofCarol = carol.client().join(added.welcome().orElseThrow());
    vector.put("main.late", ofAlice.encrypt(bytes("late"), NONE));
    ofBob.process(ofAlice.encrypt(bytes("in time"), NONE));
    ofBob.encrypt(bytes("an own message"), NONE);
    for (MlsGroup committer : new MlsGroup[] {ofBob, ofAlice}) {
      byte[] update = committer.commit(CommitSpec.selfUpdate()).commit();
      for (MlsGroup each : new MlsGroup[] {ofAlice, ofBob, ofCarol}) {
        each.process(update);
      }
    }
    vector.put("main.skipped", ofAlice.encrypt(bytes("skipped"), NONE));
    byte[] read = ofAlice.encrypt(bytes("read already"), NONE);
    ofBob.process(read);
    vector.put("main.read", read);
    ofBob.process(ofCarol.encrypt(bytes("from carol"), NONE));
    return ofAlice;
  }

  private void pendingProposals(MlsGroup ofAlice) throws MlsException {
    MlsGroup ofBob = bob.group("main");
    byte[] add = ofAlice.proposeAdd(dave.keyPackage());
    ofBob.process(add);
    ofAlice.process(ofBob.proposeUpdate());
  }

  private void whatFollows(MlsGroup ofAlice) throws MlsException {
    vector.put("main.next", ofAlice.encrypt(bytes("next"), NONE));
    CommitBundle commit = ofAlice.commit(CommitSpec.builder().preSharedKey(bytes("psk")).build());
    vector.put("main.commit", commit.commit());
    ofAlice.mergePendingCommit();
    vector.put("main.after", ofAlice.encrypt(bytes("after"), NONE));
    vector.put("main.authenticator", ofAlice.epochAuthenticator());
    vector.put("main.exported", ofAlice.exportSecret("label", bytes("context"), 48));
  }

  /** Group "staged": Bob's own commit waits, with Carol in it. */
  private void staged() throws MlsException {
    MlsGroup ofBob = bob.client().createGroup(bytes("staged"), Extensions.empty());
    CommitBundle waiting = ofBob.commit(CommitSpec.builder().add(carol.keyPackage()).build());
    vector.put("staged.commit", waiting.commit());
    vector.put("staged.groupInfo", waiting.groupInfo());
    vector.put(
        "staged.authenticator",
        carol.client().join(waiting.welcome().orElseThrow()).epochAuthenticator());
  }

  /** Group "prepared": Bob's external commit waits. */
  private void prepared() throws MlsException {
    MlsGroup ofAlice = alice.client().createGroup(bytes("prepared"), Extensions.empty());
    MlsGroup ofBob = bob.client().joinExternally(ofAlice.groupInfo());
    CommitBundle waiting = ofBob.pendingCommit().orElseThrow();
    ofAlice.process(waiting.commit());
    vector.put("prepared.groupInfo", waiting.groupInfo());
    vector.put("prepared.message", ofAlice.encrypt(bytes("welcome"), NONE));
    vector.put("prepared.authenticator", ofAlice.epochAuthenticator());
  }

  /** Group "ended": Bob was removed. */
  private void ended() throws MlsException {
    MlsGroup ofAlice = alice.client().createGroup(bytes("ended"), Extensions.empty());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    ofBob.process(
        ofAlice.commit(CommitSpec.builder().remove(ofBob.ownLeafIndex()).build()).commit());
  }

  /** Groups "fresh", "again" and "once more": Bob has the key packages, not the groups. */
  private void welcomes() throws MlsException {
    byte[] lastResort = bob.client().newKeyPackage(Duration.ofDays(1), true).message();
    welcome("fresh", bob.keyPackage());
    welcome("again", lastResort);
    welcome("once more", lastResort);
  }

  /**
   * Group "reinit" ended for "next"; "branch" comes from its epoch before. Bob is in neither yet.
   */
  private void reinitialized() throws MlsException {
    MlsGroup ofAlice = alice.client().createGroup(bytes("reinit"), Extensions.empty());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    begun(ofAlice.branch(bytes("branch"), Extensions.empty(), List.of(bob.keyPackage())), "branch");
    ProposalSpec end = new ProposalSpec.ReInit(bytes("next"), vector.suite(), Extensions.empty());
    ofBob.process(ofAlice.commit(CommitSpec.builder().propose(end).build()).commit());
    ofAlice.mergePendingCommit();
    begun(alice.client().createSuccessor(bytes("reinit"), List.of(bob.keyPackage())), "next");
  }

  private void begun(MlsGroup group, String id) throws MlsException {
    vector.put(id + ".welcome", group.pendingCommit().orElseThrow().welcome().orElseThrow());
    group.mergePendingCommit();
    vector.put(id + ".authenticator", group.epochAuthenticator());
  }

  private void welcome(String id, byte[] keyPackage) throws MlsException {
    MlsGroup ofAlice = alice.client().createGroup(bytes(id), Extensions.empty());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(keyPackage).build());
    ofAlice.mergePendingCommit();
    vector.put(id + ".welcome", added.welcome().orElseThrow());
    vector.put(id + ".authenticator", ofAlice.epochAuthenticator());
  }
}
