package eu.paravent.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.testkit.MlsMemory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members whose primitives come from different places, in one group. */
class ProvidersTogetherTest {
  private static final byte[] NONE = new byte[0];

  @ParameterizedTest
  @EnumSource
  void talkAndCommitInEverySuite(CipherSuite suite) throws Exception {
    CryptoProvider corretto = Natives.required("Amazon Corretto", CryptoProviders.corretto());
    CryptoProvider conscrypt = Natives.required("Conscrypt", CryptoProviders.conscrypt());
    List<MlsClient> clients =
        List.of(
            client("pure", suite, CryptoProviders.pureJava()),
            client("corretto", suite, corretto),
            client("conscrypt", suite, conscrypt),
            client("best", suite, CryptoProviders.best()));
    MlsGroup founder = clients.get(0).createGroup("g".getBytes(UTF_8), Extensions.empty());
    CommitSpec.Builder all = CommitSpec.builder();
    for (MlsClient client : clients.subList(1, 4)) {
      all.add(client.newKeyPackage(Duration.ofDays(1), false).message());
    }
    CommitBundle added = founder.commit(all.build());
    founder.mergePendingCommit();
    List<MlsGroup> groups = new ArrayList<>(List.of(founder));
    for (MlsClient client : clients.subList(1, 4)) {
      groups.add(client.join(added.welcome().orElseThrow()));
    }

    for (MlsGroup speaker : groups) {
      byte[] commit = speaker.commit(CommitSpec.selfUpdate()).commit();
      speaker.mergePendingCommit();
      byte[] message = speaker.encrypt("hello".getBytes(UTF_8), NONE);
      for (MlsGroup listener : groups) {
        if (listener != speaker) {
          listener.process(commit);
          ReceivedMessage received = listener.process(message);
          assertThat(received).isInstanceOf(ReceivedMessage.Application.class);
          assertThat(((ReceivedMessage.Application) received).data())
              .isEqualTo("hello".getBytes(UTF_8));
        }
        assertThat(listener.epochAuthenticator()).isEqualTo(speaker.epochAuthenticator());
      }
    }
  }

  private static MlsClient client(String name, CipherSuite suite, CryptoProvider provider) {
    int length =
        switch (suite.signature()) {
          case ECDSA_SECP256R1_SHA256, ED25519 -> 32;
          case ECDSA_SECP384R1_SHA384 -> 48;
          case ECDSA_SECP521R1_SHA512 -> 66;
          case ED448 -> 57;
        };
    byte[] key = new byte[length];
    new SecureRandom().nextBytes(key);
    // below the order of any curve
    key[0] = suite.signature() == SignatureAlgorithm.ED25519 ? key[0] : 0;
    return MlsClient.builder(provider)
        .cipherSuite(suite)
        .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
        .storage(new MlsMemory())
        .authentication(new Believing())
        .policy(GroupPolicy.allowAll())
        .build();
  }

  private static final class Believing implements AuthenticationService {
    @Override
    public void validate(Presented presented) {}

    @Override
    public boolean sameClient(Credential predecessor, Credential successor) {
      return predecessor instanceof Credential.Basic a
          && successor instanceof Credential.Basic b
          && Arrays.equals(a.identity(), b.identity());
    }
  }
}
