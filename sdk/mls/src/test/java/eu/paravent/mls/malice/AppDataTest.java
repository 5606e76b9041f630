package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalJoinSpec;
import eu.paravent.mls.ExternalProposer;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.GroupPolicy.PolicyViolation;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.Proposer;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application data dictionary, AppDataUpdate, AppEphemeral (draft-ietf-mls-extensions). */
@Tag("checklist-13")
@Shows(Demand.LIST_IS_VALID)
class AppDataTest {
  private static final int TEXT = 0x8001;
  private static final int OTHER = 0x8002;

  /** Appends; refuses what says no; remembers who sent what. */
  private static final class Appending implements AppComponent {
    final List<Proposer> proposers = new ArrayList<>();
    final List<String> ephemerals = new ArrayList<>();

    @Override
    public byte[] update(Optional<byte[]> data, List<Sent> updates) throws PolicyViolation {
      StringBuilder text = new StringBuilder(data.map(d -> new String(d, UTF_8)).orElse(""));
      for (Sent update : updates) {
        proposers.add(update.proposer());
        text.append(accepted(update));
      }
      return bytes(text.toString());
    }

    @Override
    public void remove(byte[] data, Sent removal) throws PolicyViolation {
      if (removal.externalCommit()) {
        throw new PolicyViolation("whoever joins removes nothing");
      }
    }

    @Override
    public void ephemeral(Sent data) throws PolicyViolation {
      ephemerals.add(accepted(data));
    }

    private static String accepted(Sent sent) throws PolicyViolation {
      String text = new String(sent.data(), UTF_8);
      if (text.equals("no")) {
        throw new PolicyViolation("it says no");
      }
      return text;
    }
  }

  private final Appending component = new Appending();
  private Scene scene;
  private GroupObserver observer;

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void supporting(MlsClient.Builder builder) {
    builder.component(TEXT, component).component(OTHER, AppComponent.replacing());
  }

  @BeforeEach
  void meet() throws MlsException {
    meet(Extensions.empty());
  }

  private void meet(Extensions context) throws MlsException {
    scene = new Scene(context, this::supporting);
    observer = observing(scene.ofAlice.groupInfo());
    component.proposers.clear();
    component.ephemerals.clear();
  }

  private GroupObserver observing(byte[] groupInfo) throws MlsException {
    return GroupObserver.open(
        groupInfo,
        new AcceptAll(),
        GroupPolicy.allowAll(),
        Map.of(TEXT, component, OTHER, AppComponent.replacing()));
  }

  private void committed(CommitSpec spec, byte[]... proposals) throws MlsException {
    CommitBundle commit = scene.ofAlice.commit(spec);
    observer = observer.apply(commit.commit(), List.of(proposals)).next();
    observer.verify(commit.groupInfo());
    scene.everyone(commit.commit());
    assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
  }

  private Optional<String> data(MlsGroup group, int id) throws MlsException {
    return AppDataDictionary.of(group.contextExtensions())
        .component(id)
        .map(d -> new String(d, UTF_8));
  }

  private void refused(String because, Proposal... proposals) throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        because,
        scene.forge().commit(List.of(proposals), Optional.of(Paths.of(scene.insider()))));
  }

  private static Proposal update(int id, String text) {
    return new Proposal.AppDataUpdate(id, Optional.of(bytes(text)));
  }

  private static Proposal removal(int id) {
    return new Proposal.AppDataUpdate(id, Optional.empty());
  }

  private static ProposalSpec.AppDataUpdate updateSpec(String text) {
    return new ProposalSpec.AppDataUpdate(TEXT, bytes(text));
  }

  @Test
  void updatesByValueAndByReferenceGiveTheComponentItsNewData() throws MlsException {
    byte[] proposed = scene.ofBob.propose(updateSpec("b"));
    scene.ofAlice.process(proposed);
    scene.ofCarol.process(proposed);

    committed(
        CommitSpec.builder()
            .propose(updateSpec("a"))
            .propose(new ProposalSpec.AppDataUpdate(OTHER, bytes("other")))
            .withoutPath()
            .build(),
        proposed);

    assertThat(data(scene.ofCarol, TEXT)).contains("ab");
    assertThat(data(scene.ofCarol, OTHER)).contains("other");
    assertThat(component.proposers).contains(new Proposer.OfMember(observerMember(1)));
    committed(
        CommitSpec.builder()
            .propose(new ProposalSpec.AppDataRemoval(OTHER))
            .propose(updateSpec("c"))
            .build());
    assertThat(data(scene.ofBob, TEXT)).contains("abc");
    assertThat(data(scene.ofBob, OTHER)).isEmpty();
  }

  private eu.paravent.mls.GroupPolicy.Member observerMember(int leaf) {
    return component.proposers.stream()
        .filter(Proposer.OfMember.class::isInstance)
        .map(p -> ((Proposer.OfMember) p).member())
        .filter(member -> member.leafIndex() == leaf)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("checklist-16")
  void noPathIsNeeded() throws MlsException {
    CommitBundle commit =
        scene.ofAlice.commit(CommitSpec.builder().propose(updateSpec("a")).withoutPath().build());
    CommitBundle with = scene.ofBob.commit(CommitSpec.builder().propose(updateSpec("a")).build());

    assertThat(commit.commit().length).isLessThan(with.commit().length / 2);
    scene.ofCarol.process(commit.commit());
    assertThat(data(scene.ofCarol, TEXT)).contains("a");
  }

  @Test
  void otherExtensionsChangeBesideIt() throws MlsException {
    committed(
        CommitSpec.builder()
            .contextExtensions(
                Extensions.empty().withRequiredCapabilities(List.of(6), List.of(8), List.of()))
            .propose(updateSpec("a"))
            .build());
    assertThat(data(scene.ofBob, TEXT)).contains("a");
    // the dictionary comes last where there was none
    assertThat(scene.ofBob.contextExtensions().list())
        .extracting(Extensions.Extension::type)
        .containsExactly(3, 6);
  }

  @Test
  void ephemeralDataReachesAllAndLeavesNothing() throws MlsException {
    committed(
        CommitSpec.builder()
            .propose(new ProposalSpec.AppEphemeral(TEXT, bytes("1")))
            .propose(new ProposalSpec.AppEphemeral(TEXT, bytes("2")))
            .build());

    assertThat(component.ephemerals).containsSubsequence("1", "2");
    assertThat(scene.ofBob.contextExtensions().list()).isEmpty();
  }

  @Test
  void whoJoinsAndWhoIsOutsideCanSendBoth() throws MlsException {
    ExternalProposer outside =
        ExternalProposer.of(
            CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
            new Person("server").credential(),
            new Person("server").key());
    meet(Extensions.empty().withExternalSenders(List.of(outside.identity())));
    byte[] update = outside.propose(scene.ofAlice.groupInfo(), updateSpec("s"));
    byte[] ephemeral =
        outside.propose(scene.ofAlice.groupInfo(), new ProposalSpec.AppEphemeral(TEXT, bytes("e")));
    scene.everyone(update);
    scene.everyone(ephemeral);
    committed(CommitSpec.selfUpdate(), update, ephemeral);
    assertThat(data(scene.ofBob, TEXT)).contains("s");

    Person dave = new Person("dave").built(this::supporting);
    MlsGroup ofDave =
        dave.client()
            .joinExternally(
                scene.ofBob.groupInfo(),
                ExternalJoinSpec.builder().propose(updateSpec("d")).build());
    CommitBundle commit = ofDave.pendingCommit().orElseThrow();
    ofDave.mergePendingCommit();
    scene.everyone(commit.commit());
    observer.apply(commit.commit(), List.of()).next().verify(commit.groupInfo());
    assertThat(data(ofDave, TEXT)).contains("sd");
    assertThat(ofDave.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
    refuses(
        Reason.POLICY_VIOLATION,
        "removes nothing",
        () ->
            new Person("erin")
                .built(this::supporting)
                .client()
                .joinExternally(
                    scene.ofBob.groupInfo(),
                    ExternalJoinSpec.builder()
                        .propose(new ProposalSpec.AppDataRemoval(TEXT))
                        .build()));
  }

  @Test
  void whatTheComponentRefusesIsRefused() throws MlsException {
    for (Proposal no : List.of(update(TEXT, "no"), new Proposal.AppEphemeral(TEXT, bytes("no")))) {
      scene.refused(
          Reason.POLICY_VIOLATION,
          "it says no",
          scene.forge().commit(List.of(no), Optional.of(Paths.of(scene.insider()))));
    }
    // an invalid update that waits keeps nobody from committing
    scene.everyone(scene.ofBob.propose(updateSpec("no")));
    committed(CommitSpec.builder().propose(updateSpec("yes")).build());
    assertThat(data(scene.ofBob, TEXT)).contains("yes");
  }

  @Test
  void unknownComponentsAndMissingDataAreRefused() throws MlsException {
    refused("Component 32771 is not known", update(0x8003, "a"));
    refused("Component 32771 is not known", new Proposal.AppEphemeral(0x8003, new byte[0]));
    refused("no data that could be removed", removal(TEXT));
    scene.refused(
        Reason.RULE_VIOLATION,
        "no data that could be removed",
        scene.forge().proposal(removal(TEXT)));
    scene.refused(
        Reason.RULE_VIOLATION, "is not known", scene.forge().proposal(update(0x8003, "a")));
    GroupObserver knowing =
        GroupObserver.open(scene.ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    byte[] commit =
        scene.ofAlice.commit(CommitSpec.builder().propose(updateSpec("a")).build()).commit();
    refuses(Reason.RULE_VIOLATION, "is not known", () -> knowing.apply(commit, List.of()));
  }

  @Test
  void oneComponentIsNotRemovedTwiceOrRemovedAndUpdated() throws MlsException {
    committed(CommitSpec.builder().propose(updateSpec("a")).build());
    refused("removed and updated, or removed twice", removal(TEXT), removal(TEXT));
    refused("removed and updated, or removed twice", removal(TEXT), update(TEXT, "b"));
    refused("removed and updated, or removed twice", update(TEXT, "b"), removal(TEXT));
  }

  @Test
  void whereItIsRequiredTheDictionaryChangesByItAlone() throws MlsException {
    Extensions required =
        Extensions.empty().withRequiredCapabilities(List.of(6), List.of(8), List.of());
    committed(CommitSpec.builder().contextExtensions(required).propose(updateSpec("a")).build());
    Extensions now = scene.ofAlice.contextExtensions();
    for (Extensions changed :
        List.of(
            now.without(6),
            AppDataDictionary.of(now).with(TEXT, bytes("b")).in(now),
            AppDataDictionary.of(now).with(OTHER, bytes("b")).in(now))) {
      refuses(
          Reason.RULE_VIOLATION,
          "by AppDataUpdate only",
          () -> scene.ofBob.commit(CommitSpec.builder().contextExtensions(changed).build()));
      Proposal context = new Proposal.GroupContextExtensions(changed);
      Insider alice = scene.insider();
      scene.refused(
          Reason.RULE_VIOLATION,
          "by AppDataUpdate only",
          new Forge(alice).commit(List.of(context), Optional.of(Paths.of(alice, context))));
    }
    committed(CommitSpec.builder().contextExtensions(now).propose(updateSpec("b")).build());
    assertThat(data(scene.ofCarol, TEXT)).contains("ab");
  }

  @Test
  @Shows(Demand.PROPOSAL_TYPE_IS_SUPPORTED)
  void whoDoesNotSupportItIsNotLeftBehind() throws MlsException {
    Person old = new Person("old");
    scene.everyone(scene.ofBob.commit(CommitSpec.builder().add(old.keyPackage()).build()).commit());
    observer = observing(scene.ofAlice.groupInfo());

    refused("does not support proposal type 8", update(TEXT, "a"));
    refused("does not support proposal type 9", new Proposal.AppEphemeral(TEXT, new byte[] {1}));
    refuses(
        Reason.RULE_VIOLATION,
        "does not support proposal type 8",
        () -> scene.ofBob.propose(updateSpec("a")));
    // RFC 9420 §12.2: who is removed by the same commit need not support it
    int leaf = scene.ofBob.members().size() - 1;
    committed(CommitSpec.builder().remove(leaf).propose(updateSpec("a")).build());
  }

  @Test
  void requiredComponentsKeepOutWhoDoesNotListThem() throws MlsException {
    Extensions required =
        AppDataDictionary.empty()
            .with(AppDataDictionary.APP_COMPONENTS, new byte[] {4, (byte) 0x80, 1, (byte) 0x80, 2})
            .in(Extensions.empty());
    meet(required);
    byte[] without = new Person("old").built(b -> b.component(TEXT, component)).keyPackage();
    byte[] with = new Person("new").built(this::supporting).keyPackage();

    refuses(
        Reason.RULE_VIOLATION,
        "application components",
        () -> scene.ofBob.commit(CommitSpec.builder().add(without).build()));
    scene.everyone(scene.ofBob.commit(CommitSpec.builder().add(with).build()).commit());
  }

  @Tag("checklist-5")
  @Test
  @Tag("checklist-1")
  void aDictionaryIsSortedAndCarriedAsItIs() throws MlsException {
    AppDataDictionary both = AppDataDictionary.empty().with(0xF0A1, bytes("z")).with(3, bytes("a"));
    byte[] encoded = both.in(Extensions.empty()).find(6).orElseThrow();
    assertThat(encoded).isEqualTo(new byte[] {8, 0, 3, 1, 'a', (byte) 0xF0, (byte) 0xA1, 1, 'z'});
    Extensions carried = Extensions.empty().with(6, encoded);
    assertThat(AppDataDictionary.of(carried).components()).containsExactly(3, 0xF0A1);
    assertThat(AppDataDictionary.of(carried).without(3).in(carried).find(6).orElseThrow())
        .isEqualTo(new byte[] {4, (byte) 0xF0, (byte) 0xA1, 1, 'z'});

    for (byte[] wrong :
        List.of(
            new byte[] {},
            new byte[] {8, 0, 3, 0, 0, 2, 0},
            new byte[] {6, 0, 3, 0, 0, 3, 0},
            new byte[] {6, 0, 3, 0, 0, 2, 0},
            new byte[] {3, 0, 3, 1},
            new byte[] {3, 0, 3, 0, 0},
            new byte[] {0x40, 3, 0, 3, 0})) {
      refuses(
          Reason.MALFORMED,
          "application data dictionary",
          () -> AppDataDictionary.of(Extensions.empty().with(6, wrong)));
    }
    assertThatThrownBy(() -> both.with(0x10000, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
