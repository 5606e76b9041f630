package eu.paravent.client.internal.invite;

import static eu.paravent.client.internal.cbor.Cbor.number;
import static eu.paravent.client.internal.cbor.Cbor.text;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a guest sees before it joins, sealed under a key from the link, so that the server holds it
 * without reading it.
 *
 * @param label what the inviter calls the guest
 * @param cipherSuite of the conversation: a guest that asks to be let in leaves a key package of it
 * @param profile the version of the company's profile that the inviter has seen, so that a server
 *     cannot hide it or show an older one; 0 where it has seen none
 */
public record LobbyCard(
    String title,
    String inviter,
    String organisation,
    String label,
    int cipherSuite,
    long profile) {
  /** Of suite 1, which the first version did not name, and of a suite that it names. */
  private static final int SUITE_1 = 1, WITH_SUITE = 2;

  /** The version of the profile came later, behind what earlier clients read. */
  private static final int PROFILE = 6;

  private static final int NONCE = 12, TAG_BITS = 128;

  /** Of a conversation in cipher suite 1. */
  public LobbyCard(String title, String inviter, String organisation, String label) {
    this(title, inviter, organisation, label, 1);
  }

  /** Of an inviter that has seen no profile. */
  public LobbyCard(
      String title, String inviter, String organisation, String label, int cipherSuite) {
    this(title, inviter, organisation, label, cipherSuite, 0);
  }

  /**
   * @param inviteId binds the card to its invite
   */
  public byte[] seal(byte[] seed, String inviteId, SecureRandom random) {
    // the first version where that says all, for guests of earlier clients
    byte[] plain =
        cipherSuite == 1 && profile == 0
            ? Cbor.array(
                    number(SUITE_1), text(title), text(inviter), text(organisation), text(label))
                .encode()
            : Cbor.array(
                    number(WITH_SUITE),
                    text(title),
                    text(inviter),
                    text(organisation),
                    text(label),
                    number(cipherSuite),
                    number(profile))
                .encode();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] box = cipher(Cipher.ENCRYPT_MODE, seed, nonce, inviteId).doFinal(plain);
      byte[] sealed = Arrays.copyOf(nonce, NONCE + box.length);
      System.arraycopy(box, 0, sealed, NONCE, box.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /** Empty where it was not sealed by the one who made the link. */
  public static Optional<LobbyCard> open(byte[] seed, String inviteId, byte[] sealed) {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      return Optional.empty();
    }
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, seed, Arrays.copyOf(sealed, NONCE), inviteId)
              .doFinal(sealed, NONCE, sealed.length - NONCE);
      CBORItem card = Cbor.decode(plain);
      List<? extends CBORItem> f = Cbor.array(card, 5, "the lobby card");
      boolean named = Cbor.number(f.get(0), SUITE_1, WITH_SUITE, "version") == WITH_SUITE;
      int suite =
          named
              ? (int) Cbor.number(Cbor.array(card, 6, "the lobby card").get(5), 1, 0xffff, "suite")
              : 1;
      long profile =
          f.size() > PROFILE
              ? Cbor.number(f.get(PROFILE), 0, Long.MAX_VALUE, "version of the profile")
              : 0;
      return Optional.of(
          new LobbyCard(
              Cbor.text(f.get(1), "title"),
              Cbor.text(f.get(2), "inviter"),
              Cbor.text(f.get(3), "organisation"),
              Cbor.text(f.get(4), "label"),
              suite,
              profile));
    } catch (AEADBadTagException | CborException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  private static Cipher cipher(int mode, byte[] seed, byte[] nonce, String inviteId)
      throws GeneralSecurityException {
    byte[] key = InviteSecrets.lobbyKey(seed);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(inviteId.getBytes(StandardCharsets.US_ASCII));
      return cipher;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
