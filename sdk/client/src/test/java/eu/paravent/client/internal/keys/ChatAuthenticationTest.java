package eu.paravent.client.internal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.credential.AuthenticationService.CredentialException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.credential.AuthenticationService.Presented;
import eu.paravent.mls.credential.Credential;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which credentials are accepted, on which occasion. */
class ChatAuthenticationTest {
  private static final byte[] GROUP = "0123456789abcdef".getBytes(UTF_8);
  private static final String INVITE = "AAAAAAAAAAAAAAAAAAAAAA";

  private final SecureRandom random = new SecureRandom();
  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  private final OrganisationAuthority evil = OrganisationAuthority.create("evil.example");
  private final SigningKey key = SigningKey.generate(random);
  private final SigningKey inviteKey = SigningKey.generate(random);
  private final ChatAuthentication authentication =
      new ChatAuthentication(
          (organisation, root) ->
              organisation.equals("acme.example") && Arrays.equals(root, acme.rootCertificate()));

  private List<byte[]> staff() {
    return acme.issue(
        new DeviceRequest(acme.user("alice"), "laptop", key.publicKey()), Duration.ofDays(1));
  }

  private List<byte[]> guest(String organisation, SigningKey signer, byte[] group) {
    return List.of(
        CertificateBuilder.guest(
            signer,
            INVITE,
            "mimi://" + organisation + "/g/" + INVITE + "/carol",
            Base64.getUrlEncoder().withoutPadding().encodeToString(group),
            key.publicKey(),
            Instant.now(),
            Duration.ofDays(1)));
  }

  private Extensions context(boolean open) throws Exception {
    InviteEntry entry =
        new InviteEntry(
            INVITE,
            inviteKey.publicKey(),
            2_000_000_000L,
            1,
            "open",
            acme.user("alice").uri(),
            open);
    return GroupRules.none().with(entry).in(Extensions.empty());
  }

  private void accepts(List<byte[]> chain, Extensions context, Occasion occasion)
      throws CredentialException {
    authentication.validate(
        new Presented(new Credential.X509(chain), key.publicKey(), GROUP, context, occasion));
  }

  private void refuses(List<byte[]> chain, Extensions context, Occasion occasion, String why) {
    assertThatThrownBy(() -> accepts(chain, context, occasion))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXISTING_MEMBER", "ADDED", "EXTERNAL_JOIN", "UPDATED"})
  void staffAndGuestsOfAnOpenInviteAreAccepted(Occasion occasion) throws Exception {
    accepts(staff(), Extensions.empty(), occasion);
    accepts(guest("acme.example", inviteKey, GROUP), context(true), occasion);
  }

  @Test
  void aClosedInviteLetsNobodyInButKeepsWhoIsInside() throws Exception {
    List<byte[]> carol = guest("acme.example", inviteKey, GROUP);

    accepts(carol, context(false), Occasion.EXISTING_MEMBER);
    accepts(carol, context(false), Occasion.UPDATED);
    refuses(carol, context(false), Occasion.ADDED, "revoked");
    refuses(carol, context(false), Occasion.EXTERNAL_JOIN, "revoked");
    refuses(carol, Extensions.empty(), Occasion.EXISTING_MEMBER, "no invite");
  }

  @Test
  void aGuestOfAnotherGroupKeyOrOrganisationIsRefused() throws Exception {
    byte[] other = "fedcba9876543210".getBytes(UTF_8);
    refuses(
        guest("acme.example", inviteKey, other),
        context(true),
        Occasion.EXTERNAL_JOIN,
        "not one of invite");
    refuses(
        guest("acme.example", SigningKey.generate(random), GROUP),
        context(true),
        Occasion.EXTERNAL_JOIN,
        "not one of invite");
    refuses(
        guest("bank.example", inviteKey, GROUP),
        context(true),
        Occasion.EXTERNAL_JOIN,
        "not of the guest's organisation");
  }

  @Test
  void aRootVouchesForItsOwnOrganisationOnly() {
    SigningKey root = SigningKey.generate(random);
    List<byte[]> claimed =
        List.of(
            CertificateBuilder.device(
                root,
                "acme.example",
                acme.user("alice").uri(),
                "mimi://acme.example/d/laptop",
                key.publicKey(),
                Instant.now(),
                Duration.ofDays(1)),
            CertificateBuilder.root(root, "acme.example", Instant.now(), Duration.ofDays(1)));
    List<byte[]> mixed = List.of(claimed.get(0), acme.rootCertificate());
    List<byte[]> foreign =
        evil.issue(
            new DeviceRequest(evil.user("mallory"), "laptop", key.publicKey()), Duration.ofDays(1));

    refuses(claimed, Extensions.empty(), Occasion.ADDED, "is not the one known");
    refuses(mixed, Extensions.empty(), Occasion.ADDED, "does not verify");
    refuses(foreign, Extensions.empty(), Occasion.ADDED, "is not the one known");
  }

  @Test
  void aChainOfAnotherLengthOrAnIssuerThatIsNoAuthorityIsRefused() {
    List<byte[]> chain = staff();

    refuses(List.of(chain.get(0)), Extensions.empty(), Occasion.ADDED, "not device and root");
    refuses(
        List.of(chain.get(0), chain.get(1), chain.get(1)),
        Extensions.empty(),
        Occasion.ADDED,
        "not device and root");
    refuses(List.of(chain.get(0), chain.get(0)), Extensions.empty(), Occasion.ADDED, "not verify");
    refuses(List.of(new byte[] {1, 2, 3}), Extensions.empty(), Occasion.ADDED, "cannot be read");
  }

  @Test
  void aCertificateForAnotherKeyIsRefused() {
    Presented presented =
        new Presented(
            new Credential.X509(staff()),
            SigningKey.generate(random).publicKey(),
            GROUP,
            Extensions.empty(),
            Occasion.ADDED);

    assertThatThrownBy(() -> authentication.validate(presented))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("another signature key");
  }

  @Test
  void nobodyProposesFromOutsideAndABasicCredentialIsNone() {
    refuses(staff(), Extensions.empty(), Occasion.EXTERNAL_SENDER, "not a member");
    Presented basic =
        new Presented(
            new Credential.Basic("alice".getBytes(UTF_8)),
            key.publicKey(),
            GROUP,
            Extensions.empty(),
            Occasion.ADDED);
    assertThatThrownBy(() -> authentication.validate(basic))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("not an X.509 one");
  }

  @Test
  void aDeviceIsTheSameClientWithANewCertificateAndNoOtherIs() {
    Credential one = new Credential.X509(staff());
    SigningKey next = SigningKey.generate(random);
    Credential renewed =
        new Credential.X509(
            acme.issue(
                new DeviceRequest(acme.user("alice"), "laptop", next.publicKey()),
                Duration.ofDays(1)));
    Credential second =
        new Credential.X509(
            acme.issue(
                new DeviceRequest(acme.user("alice"), "phone", key.publicKey()),
                Duration.ofDays(1)));
    Credential bob =
        new Credential.X509(
            acme.issue(
                new DeviceRequest(UserId.of("acme.example", "bob"), "laptop", key.publicKey()),
                Duration.ofDays(1)));

    assertThat(authentication.sameClient(one, renewed)).isTrue();
    assertThat(authentication.sameClient(one, second)).isFalse();
    assertThat(authentication.sameClient(one, bob)).isFalse();
  }
}
