package eu.paravent.mls.stability;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what an observer of this version stores: {@code WriteObserverVector <folder> <version>}.
 * Run it when that form has changed, add the file beside the earlier ones, and list it in {@link
 * ObserverStabilityTest}.
 */
final class WriteObserverVector {
  private WriteObserverVector() {}

  public static void main(String[] args) throws IOException, MlsException {
    CipherSuite suite = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
    String name = String.format("observer-v%s-suite-%04x.json", args[1], suite.value());
    Files.writeString(Path.of(args[0]).resolve(name), write(suite).toJson());
  }

  private static StoreVector write(CipherSuite suite) throws MlsException {
    Person alice = new Person("alice", suite);
    Person bob = new Person("bob", suite);
    Person carol = new Person("carol", suite);
    MlsGroup ofAlice = alice.client().createGroup("group".getBytes(UTF_8), Extensions.empty());
    GroupObserver observer =
        GroupObserver.open(ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    CommitBundle added =
        ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).add(carol.keyPackage()).build());
    observer = observer.apply(added.commit(), List.of()).next();
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    StoreVector vector = new StoreVector(suite);
    vector.put("state", observer.state());

    byte[] proposal = ofBob.proposeUpdate();
    ofAlice.process(proposal);
    CommitBundle next = ofAlice.commit(CommitSpec.builder().remove(2).build());
    vector.put("proposal", proposal);
    vector.put("commit", next.commit());
    vector.put("info", next.groupInfo());
    observer = observer.apply(next.commit(), List.of(proposal)).next();
    ofAlice.mergePendingCommit();

    ProposalSpec end = new ProposalSpec.ReInit("next".getBytes(UTF_8), suite, Extensions.empty());
    CommitBundle last = ofAlice.commit(CommitSpec.builder().propose(end).build());
    vector.put("last", last.commit());
    vector.put("last.info", last.groupInfo());
    vector.put("ended", observer.apply(last.commit(), List.of()).next().state());
    return vector;
  }
}
