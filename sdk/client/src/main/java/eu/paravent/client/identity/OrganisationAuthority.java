package eu.paravent.client.identity;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.AuthorityKeys;
import eu.paravent.client.internal.keys.CertificateBuilder;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.RegistrationProof;
import eu.paravent.client.internal.keys.StatusListBuilder;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.notice.CompanyProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The company's own certificate authority: vouches for the devices of its staff. Its key never
 * leaves the host application; the chat server knows the root certificate only. Whoever has the key
 * can make a device for anyone in the organisation: keep the file where such keys belong.
 * Thread-safe.
 */
public final class OrganisationAuthority implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Duration DEVICE_LIFETIME = Duration.ofDays(90);

  private final AuthorityKeys keys;
  private final InstantSource clock;

  private OrganisationAuthority(AuthorityKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A new authority with a new key: {@link #save} it before the first certificate is issued.
   *
   * @param organisation a domain-like id in lower case, for instance {@code acme.example}
   */
  public static OrganisationAuthority create(String organisation) {
    return create(organisation, InstantSource.system());
  }

  /** As {@link #create(String)}; certificates begin and end by this clock. */
  public static OrganisationAuthority create(String organisation, InstantSource clock) {
    if (!ID.matcher(organisation).matches()) {
      throw new IllegalArgumentException(
          "Not an organisation id: use lower-case letters, digits, dots and hyphens");
    }
    return new OrganisationAuthority(AuthorityKeys.create(organisation, clock.instant()), clock);
  }

  /**
   * Reads an authority from its PKCS#12 file.
   *
   * @param password not changed; wipe it yourself
   * @throws AuthorityFileException if the file cannot be read, is no authority's, or the password
   *     is wrong
   */
  public static OrganisationAuthority load(Path file, char[] password) {
    return load(file, password, InstantSource.system());
  }

  /** As {@link #load(Path, char[])}; certificates begin and end by this clock. */
  public static OrganisationAuthority load(Path file, char[] password, InstantSource clock) {
    return new OrganisationAuthority(AuthorityKeys.load(file, password), clock);
  }

  /**
   * Reads an authority from its PKCS#12 file; where there is no file, makes both. A server that
   * knows the organisation with the key of a file that was lost refuses the new one.
   *
   * @param password not changed; wipe it yourself
   * @throws AuthorityFileException as {@link #load(Path, char[])}, or if it cannot be written
   * @throws IllegalArgumentException if the file is another organisation's
   */
  public static OrganisationAuthority loadOrCreate(
      Path file, char[] password, String organisation) {
    if (!Files.exists(file)) {
      try (OrganisationAuthority made = create(organisation)) {
        made.save(file, password);
      }
    }
    OrganisationAuthority found = load(file, password);
    if (!found.organisation().equals(organisation)) {
      found.close();
      throw new IllegalArgumentException(
          "This is the authority of " + found.organisation() + ", not of " + organisation);
    }
    return found;
  }

  /**
   * Writes the authority to a PKCS#12 file, whole or not at all; an existing one is replaced. Where
   * the file system can, only its owner may read it.
   */
  public void save(Path file, char[] password) {
    keys.save(file, password);
  }

  /** The id of the organisation that it certifies for. */
  public String organisation() {
    return keys.organisation();
  }

  /** DER. */
  public byte[] rootCertificate() {
    return keys.rootCertificate();
  }

  /**
   * Twelve groups of five digits that stand for the root certificate: what two companies compare
   * once.
   */
  public String fingerprint() {
    return Fingerprint.of(keys.rootCertificate());
  }

  /**
   * The pseudonym of a user: always the same for the same host id, and telling nobody else which
   * one.
   *
   * @param hostUserId as the host names its user; never leaves this process
   */
  public UserId user(String hostUserId) {
    return UserId.of(organisation(), keys.pseudonym(hostUserId));
  }

  /**
   * Enrols devices of this user. The host's single sign-on must have said that it is they who ask.
   */
  public Enroller enroller(String hostUserId) {
    return enroller(user(hostUserId), this::issue);
  }

  /**
   * Enrols devices that keep records. Their certificates say so: in every conversation they show as
   * {@link eu.paravent.client.Participant.Role#ARCHIVIST archivist} or are refused, and say
   * nothing.
   *
   * @param hostUserId of no person: a name of the host's for its archive
   */
  public Enroller archivistEnroller(String hostUserId) {
    return enroller(user(hostUserId), this::issueArchivist);
  }

  private static Enroller enroller(
      UserId user, BiFunction<DeviceRequest, Duration, List<byte[]>> issuer) {
    return new Enroller() {
      @Override
      public UserId user() {
        return user;
      }

      @Override
      public List<byte[]> certify(DeviceRequest request) {
        if (!request.user().equals(user)) {
          throw new IllegalArgumentException("This enroller is for " + user + " only");
        }
        return issuer.apply(request, DEVICE_LIFETIME);
      }
    };
  }

  /**
   * Issues a certificate for a device of this organisation: the device's certificate, then the
   * root's, in DER.
   */
  public List<byte[]> issue(DeviceRequest request, Duration lifetime) {
    requireOwn(request);
    byte[] device =
        CertificateBuilder.device(
            keys.root(),
            organisation(),
            request.user().uri(),
            request.deviceUri(),
            request.publicKey(),
            clock.instant(),
            lifetime);
    return List.of(device, keys.rootCertificate());
  }

  /** As {@link #issue}, for a device that keeps records and does nothing else. */
  public List<byte[]> issueArchivist(DeviceRequest request, Duration lifetime) {
    requireOwn(request);
    byte[] device =
        CertificateBuilder.archivist(
            keys.root(),
            organisation(),
            request.user().uri(),
            request.deviceUri(),
            request.publicKey(),
            clock.instant(),
            lifetime);
    return List.of(device, keys.rootCertificate());
  }

  private void requireOwn(DeviceRequest request) {
    if (!request.user().organisation().equals(organisation())) {
      throw new IllegalArgumentException("This authority is for " + organisation() + " only");
    }
  }

  /**
   * The first list of revoked devices; see {@link #revoke(byte[], List)}.
   *
   * @param certificates DER, of devices of this organisation
   */
  public byte[] revoke(List<byte[]> certificates) {
    return StatusListBuilder.next(Optional.empty(), certificates, keys, clock.instant());
  }

  /**
   * Takes devices back: the next list (a certificate list, RFC 5280 §5) with those of the one
   * before and these. It names certificates and devices, so a certificate that is issued to a
   * revoked device later is revoked as well. Keep it, {@link Registration#publishStatusList
   * publish} it, and where the server is not to be relied on, hand it to clients by {@link
   * Devices#takeStatusList}. Issue no certificate to a revoked device any more.
   *
   * @param before the newest list of this authority
   * @param certificates DER, of devices of this organisation
   * @throws IllegalArgumentException if the list before, or a certificate, is not of this authority
   */
  public byte[] revoke(byte[] before, List<byte[]> certificates) {
    return StatusListBuilder.next(Optional.of(before), certificates, keys, clock.instant());
  }

  /**
   * Proves to a server that whoever registers this organisation has its root key; good for five
   * minutes.
   *
   * @param server the server's base URL, as it knows itself
   */
  public String registrationProof(URI server) {
    return RegistrationProof.of(keys.root(), organisation(), server.toString(), clock.instant());
  }

  String sign(long version, CompanyProfile profile) {
    return ProfileShown.sign(profile, organisation(), version, keys.root());
  }

  /** Wipes the key, as far as the virtual machine allows. */
  @Override
  public void close() {
    keys.close();
  }

  @Override
  public String toString() {
    return "OrganisationAuthority[" + organisation() + "]";
  }
}
