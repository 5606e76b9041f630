package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.RevocationList;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which certificates their organisations took back (RFC 5280 §5). */
final class Revocations {
  private static final String CRL_NUMBER = "2.5.29.20";

  private final Surroundings surroundings;
  private final Organisations organisations;
  private final Map<String, X509CRL> lists = new HashMap<>();
  private Consumer<Revocations> changed = revocations -> {};

  Revocations(Surroundings surroundings, Organisations organisations) {
    this.surroundings = surroundings;
    this.organisations = organisations;
  }

  /** Told after each new list. */
  void whenChanged(Consumer<Revocations> listener) {
    changed = listener;
  }

  void routes(Router router) {
    router.open("PUT", Paths.REVOCATIONS, this::upload);
    router.signedIn("GET", Paths.REVOCATIONS, this::show);
  }

  boolean revoked(String organisation, List<byte[]> chain) {
    X509CRL list = lists.get(organisation);
    return list != null && list.isRevoked(Certificates.parse(chain.get(0)));
  }

  private Response show(Call call) {
    String organisation = call.variable("organisation");
    organisations.root(organisation);
    X509CRL list = lists.get(organisation);
    if (list == null) {
      throw new Refusal(
          ProblemCode.REVOCATION_LIST_UNKNOWN, organisation + " has not uploaded a list yet");
    }
    return Reply.json(200, new RevocationList(encoded(list)));
  }

  private Response upload(Call call) {
    String organisation = call.variable("organisation");
    X509Certificate root = Certificates.parse(organisations.root(organisation));
    byte[] der = call.json(RevocationList.class).crl();
    X509CRL list = parse(der);
    if (!list.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
      throw refused("it is of another issuer than the organisation's root");
    }
    try {
      list.verify(root.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw refused("it is not signed by the organisation's root");
    }
    if (list.getThisUpdate().toInstant().isAfter(surroundings.now().plus(Limits.CLOCK_SKEW))) {
      throw refused("it is of the future");
    }
    X509CRL before = lists.get(organisation);
    if (before != null && !Arrays.equals(encoded(before), der)) {
      if (number(list).compareTo(number(before)) <= 0) {
        throw new Refusal(
            ProblemCode.REVOCATION_LIST_OUTDATED, "The server has list " + number(before));
      }
    }
    lists.put(organisation, list);
    changed.accept(this);
    return Reply.empty();
  }

  private static X509CRL parse(byte[] der) {
    if (der.length > Limits.REVOCATION_LIST) {
      throw new Refusal(
          ProblemCode.TOO_LARGE, "A list has at most " + Limits.REVOCATION_LIST + " bytes");
    }
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
      if (list == null || !Arrays.equals(list.getEncoded(), der)) {
        throw refused("it is not one DER structure");
      }
      if (list.hasUnsupportedCriticalExtension()) {
        throw refused("it has a critical extension that is not known here");
      }
      number(list);
      return list;
    } catch (GeneralSecurityException e) {
      throw refused("it cannot be read");
    }
  }

  /** An OCTET STRING around an INTEGER of at most 20 octets (RFC 5280 §5.2.3). */
  private static BigInteger number(X509CRL list) {
    byte[] wrapped = list.getExtensionValue(CRL_NUMBER);
    if (wrapped == null
        || wrapped.length < 5
        || wrapped.length > 24
        || wrapped[2] != 2
        || wrapped[3] != wrapped.length - 4) {
      throw refused("it has no CRL number");
    }
    return new BigInteger(Arrays.copyOfRange(wrapped, 4, wrapped.length));
  }

  private static byte[] encoded(X509CRL list) {
    try {
      return list.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("It was read from these octets", e);
    }
  }

  private static Refusal refused(String why) {
    return new Refusal(
        ProblemCode.REVOCATION_LIST_REFUSED, "The revocation list is refused: " + why);
  }
}
