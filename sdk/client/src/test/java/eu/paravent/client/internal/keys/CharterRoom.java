package eu.paravent.client.internal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.storage.MlsStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real groups of one company, for tests of who may do what. */
final class CharterRoom {
  static final byte[] GROUP = "fedcba9876543210".getBytes(UTF_8);

  final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");

  /** Of another company that takes part. */
  final OrganisationAuthority beta = OrganisationAuthority.create("beta.example");

  MlsClient staff(String name, GroupPolicy policy) {
    return client(acme, name, false, policy);
  }

  MlsClient partner(String name, GroupPolicy policy) {
    return client(beta, name, false, policy);
  }

  MlsClient archivist(String name) {
    return client(acme, name, true, new ConversationPolicy());
  }

  UserId user(String name) {
    return acme.user(name);
  }

  private MlsClient client(
      OrganisationAuthority company, String name, boolean archivist, GroupPolicy policy) {
    SigningKey key = SigningKey.generate(new SecureRandom());
    DeviceRequest request = new DeviceRequest(company.user(name), name, key.publicKey());
    List<byte[]> chain =
        archivist
            ? company.issueArchivist(request, Duration.ofDays(1))
            : company.issue(request, Duration.ofDays(1));
    return MlsClient.builder()
        .identity(new Credential.X509(chain), key.insecureSeed())
        .storage(new Memory())
        .authentication(
            new ChatAuthentication(
                (organisation, root) ->
                    Arrays.equals(
                        root,
                        (organisation.equals("beta.example") ? beta : acme).rootCertificate())))
        .policy(policy)
        .supportedExtensions(List.of(AppDataDictionary.EXTENSION))
        .build();
  }

  static byte[] keyPackage(MlsClient client) {
    return client.newKeyPackage(Duration.ofHours(1), false).message();
  }

  static Extensions context(GroupRules rules) throws CborException {
    return rules.in(Extensions.empty());
  }

  static GroupRules rules(MlsGroup group) throws CborException {
    return GroupRules.of(group.contextExtensions());
  }

  static Charter charter(MlsGroup group) throws CborException {
    return rules(group).charter().orElseThrow();
  }

  /** The group's rules with another charter in them. */
  static Extensions context(MlsGroup group, Charter charter) throws CborException {
    return rules(group).with(charter).in(group.contextExtensions());
  }

  /** Commits, and the others take it. */
  static CommitBundle commit(MlsGroup by, CommitSpec spec, MlsGroup... others) throws MlsException {
    CommitBundle bundle = by.commit(spec);
    by.mergePendingCommit();
    for (MlsGroup other : others) {
      other.process(bundle.commit());
    }
    return bundle;
  }

  static int leaf(MlsGroup group, UserId user) throws Exception {
    for (GroupPolicy.Member member : group.members()) {
      if (LeafIdentity.of(member.credential()).user().equals(user)) {
        return member.leafIndex();
      }
    }
    throw new AssertionError(user + " is not inside");
  }

  private static final class Memory implements MlsStorage {
    private final Map<String, byte[]> values = new HashMap<>();

    @Override
    public Optional<byte[]> read(String key) {
      return Optional.ofNullable(values.get(key)).map(byte[]::clone);
    }

    @Override
    public List<String> keys(String prefix) {
      return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public void write(Map<String, byte[]> changes) {
      changes.forEach(
          (key, value) -> {
            if (value == null) {
              values.remove(key);
            } else {
              values.put(key, value.clone());
            }
          });
    }
  }
}
