package eu.paravent.mls.observer;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.framing.WireFormat;
import java.util.List;

/**
 * What everyone can read of a Welcome (RFC 9420 §12.4.3.1).
 *
 * @param cipherSuite as registered: a client of that suite is to join by it
 * @param newMembers KeyPackageRefs of those it holds secrets for
 */
public record WelcomeView(int cipherSuite, List<byte[]> newMembers) {
  /**
   * @param message MLSMessage with a Welcome
   */
  public static WelcomeView read(byte[] message) throws MlsException {
    Welcome welcome = MlsMessage.decode(message, WireFormat.WELCOME, Welcome::read);
    return new WelcomeView(
        welcome.cipherSuite(), welcome.secrets().stream().map(Welcome.Entry::newMember).toList());
  }
}
