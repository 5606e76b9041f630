package eu.paravent.mls.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalJoinSpec;
import eu.paravent.mls.ExternalProposer;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.KeyPackage;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every public method that takes something from outside, found by reflection and called with what
 * it does not expect: only {@link MlsException} may come out. A method with a type of parameter
 * that this test cannot make fails it, so that none is forgotten.
 */
@Tag("checklist-6")
class PublicApiTest {
  private static final int CALLS = 300;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<byte[]> bytes = new ArrayList<>();
  private Person bob;
  private MlsGroup group;
  private GroupObserver observer;
  private ExternalProposer proposer;

  @BeforeEach
  void begin() throws MlsException {
    Person alice = new Person("alice");
    bob = new Person("bob");
    proposer =
        ExternalProposer.of(
            CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
            new Person("desk").credential(),
            new byte[32]);
    MlsGroup ofAlice =
        alice
            .client()
            .createGroup(
                "group".getBytes(UTF_8),
                Extensions.empty().withExternalSenders(List.of(proposer.identity())));
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    group = bob.client().join(added.welcome().orElseThrow());
    byte[] info = group.groupInfo();
    observer = GroupObserver.open(info, new AcceptAll(), GroupPolicy.allowAll());
    for (byte[] genuine :
        List.of(
            added.commit(),
            added.welcome().orElseThrow(),
            info,
            new Person("erin").keyPackage(),
            ofAlice.encrypt("hello".getBytes(UTF_8), new byte[0]),
            ofAlice.proposeRemove(0),
            ofAlice.proposeUpdate(),
            observer.state())) {
      bytes.add(genuine);
      bytes.add(Arrays.copyOf(genuine, genuine.length / 2));
      bytes.add(Arrays.copyOf(genuine, genuine.length + 1));
      byte[] changed = genuine.clone();
      changed[genuine.length / 3] ^= 0x40;
      bytes.add(changed);
    }
    bytes.add("group".getBytes(UTF_8));
    bytes.add(new byte[0]);
    bytes.add(new byte[1]);
    bytes.add(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
    bytes.add(new byte[300]);
  }

  @TestFactory
  Stream<DynamicTest> onlyTheDeclaredExceptionLeaves() {
    return Stream.of(
            MlsClient.class,
            MlsGroup.class,
            GroupObserver.class,
            ExternalProposer.class,
            KeyPackageView.class,
            MessageHeader.class,
            WelcomeView.class,
            AppDataDictionary.class,
            Extensions.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        // made from the host's own key, which is no input
        .filter(method -> method.getReturnType() != ExternalProposer.class)
        .filter(method -> method.getParameterCount() > 0 && !method.getName().equals("equals"))
        .map(method -> DynamicTest.dynamicTest(name(method), () -> tryMethod(method)));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  private void tryMethod(Method method) throws Exception {
    boolean numbers = Arrays.stream(method.getParameterTypes()).anyMatch(type -> type == int.class);
    for (int call = 0; call < CALLS; call++) {
      Object[] arguments =
          Arrays.stream(method.getGenericParameterTypes()).map(this::argument).toArray();
      try {
        method.invoke(target(method), arguments);
      } catch (InvocationTargetException e) {
        Throwable thrown = e.getCause();
        // a number out of a documented range is the caller's mistake, not input
        boolean declared =
            thrown instanceof MlsException
                || thrown instanceof StoredStateException && method.getName().equals("restore")
                || thrown instanceof IllegalArgumentException && numbers;
        if (!declared) {
          throw new AssertionError(name(method) + ", seed " + seed, thrown);
        }
      }
    }
    // and the group goes on
    assertThat(group.active()).isTrue();
  }

  private Object target(Method method) {
    if (Modifier.isStatic(method.getModifiers())) {
      return null;
    }
    return Stream.of(
            bob.client(), group, observer, proposer, Extensions.empty(), AppDataDictionary.empty())
        .filter(method.getDeclaringClass()::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Teach this test where to get one for " + method));
  }

  private byte[] someBytes() {
    return bytes.get(random.nextInt(bytes.size()));
  }

  private int someNumber() {
    int[] numbers = {
      0, 1, 2, 7, -1, 0xffff, 0x10000, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    return numbers[random.nextInt(numbers.length)];
  }

  private Object argument(Type type) {
    return switch (type.getTypeName().replace("eu.paravent.mls.", "")) {
      case "byte[]" -> someBytes();
      case "int" -> someNumber();
      case "long" -> (long) someNumber();
      case "boolean" -> random.nextBoolean();
      case "java.lang.String" -> "label";
      case "java.util.List<byte[]>" -> List.of(someBytes(), someBytes());
      case "java.util.List<java.lang.Integer>" -> List.of(random.nextInt(0x10000));
      case "java.time.Duration" -> java.time.Duration.ofSeconds(someNumber());
      case "CipherSuite" -> CipherSuite.values()[random.nextInt(CipherSuite.values().length)];
      case "Extensions" -> extensions();
      case "java.util.List<Extensions$Extension>" -> extensions().list();
      case "java.util.List<ExternalSender>" -> List.of(proposer.identity());
      case "ProposalSpec" -> proposal();
      case "CommitSpec" ->
          CommitSpec.builder().add(someBytes()).remove(someNumber()).propose(proposal()).build();
      case "ExternalJoinSpec" ->
          ExternalJoinSpec.builder().propose(proposal()).selfRemove(someBytes()).build();
      case "KeyPackage" -> new KeyPackage(someBytes(), someBytes(), Instant.EPOCH, false);
      case "credential.AuthenticationService" -> (AuthenticationService) new AcceptAll();
      case "GroupPolicy" -> GroupPolicy.allowAll();
      case "java.util.Map<java.lang.Integer, AppComponent>" -> Map.of();
      default ->
          new Planted(someBytes())
              .make((Class<?>) type)
              .orElseThrow(() -> new AssertionError("Teach this test to make " + type));
    };
  }

  private Extensions extensions() {
    int[] types = {
      Extensions.RATCHET_TREE,
      Extensions.REQUIRED_CAPABILITIES,
      Extensions.EXTERNAL_PUB,
      Extensions.EXTERNAL_SENDERS,
      Extensions.APP_DATA_DICTIONARY,
      0xf123
    };
    return Extensions.empty().with(types[random.nextInt(types.length)], someBytes());
  }

  private ProposalSpec proposal() {
    return switch (random.nextInt(9)) {
      case 0 -> new ProposalSpec.Add(someBytes());
      case 1 -> new ProposalSpec.Remove(someNumber());
      case 2 -> new ProposalSpec.PreSharedKey(someBytes());
      case 3 -> new ProposalSpec.ContextExtensions(extensions());
      case 4 -> new ProposalSpec.AppDataUpdate(random.nextInt(0x10000), someBytes());
      case 5 -> new ProposalSpec.AppDataRemoval(random.nextInt(0x10000));
      case 6 -> new ProposalSpec.ResumptionKey(someBytes(), random.nextInt(5));
      case 7 ->
          new ProposalSpec.ReInit(someBytes(), random.nextInt(3), random.nextInt(9), extensions());
      default -> new ProposalSpec.AppEphemeral(random.nextInt(0x10000), someBytes());
    };
  }
}
