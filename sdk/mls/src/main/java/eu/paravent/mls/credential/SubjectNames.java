package eu.paravent.mls.credential;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/** Subject and alternative names of a certificate (RFC 5280 §4.1.2.6, §4.2.1.6) as one string. */
final class SubjectNames {
  private SubjectNames() {}

  /** Empty where there is none, or where they cannot be read. */
  static Optional<String> of(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL);
    TreeSet<String> names = new TreeSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> name : alternatives) {
          names.add(name.get(0) + ":" + text(name.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
    return subject.isEmpty() && names.isEmpty()
        ? Optional.empty()
        : Optional.of(quoted(subject) + names.stream().map(SubjectNames::quoted).toList());
  }

  /** Some types of names come as their DER encoding. */
  private static String text(Object value) {
    return value instanceof byte[] encoded ? Arrays.toString(encoded) : value.toString();
  }

  /** Its length first: no name can pass for two, or for the end of the list. */
  private static String quoted(String name) {
    return name.length() + " " + name;
  }
}
