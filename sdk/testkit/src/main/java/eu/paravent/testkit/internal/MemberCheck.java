package eu.paravent.testkit.internal;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Who may be in a tree: whoever could sign in with the same certificates. */
final class MemberCheck implements AuthenticationService {
  private final BiConsumer<Identity, List<byte[]>> vouched;

  /**
   * @param vouched refuses chains that nobody vouches for
   */
  MemberCheck(BiConsumer<Identity, List<byte[]>> vouched) {
    this.vouched = vouched;
  }

  static String device(Member member) {
    return Certificates.identity(chain(member.credential())).deviceUri();
  }

  @Override
  public void validate(Presented presented) throws CredentialException {
    try {
      List<byte[]> chain = chain(presented.credential());
      Identity identity = Certificates.identity(chain);
      if (!Arrays.equals(identity.publicKey(), presented.signatureKey())) {
        // RFC 9420 §5.3: the key of the end-entity certificate is the leaf's
        throw new CredentialException("The certificate is for another signature key");
      }
      vouched.accept(identity, chain);
    } catch (Refusal e) {
      throw new CredentialException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    try {
      return Certificates.identity(chain(predecessor))
          .deviceUri()
          .equals(Certificates.identity(chain(successor)).deviceUri());
    } catch (Refusal e) {
      return false;
    }
  }

  private static List<byte[]> chain(Credential credential) {
    return credential instanceof Credential.X509 x509 ? x509.chain() : List.of();
  }
}
