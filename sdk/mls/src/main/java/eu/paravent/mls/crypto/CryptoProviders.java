package eu.paravent.mls.crypto;

import eu.paravent.mls.internal.provider.DefaultCryptoProvider;
import eu.paravent.mls.internal.provider.NativeProviders;
import java.util.Optional;

/**
 * The providers that come with the library. All support every {@link eu.paravent.mls.CipherSuite
 * suite} and accept exactly the same signatures; their {@code toString} says where the primitives
 * come from.
 *
 * <p>Native code is optional, never needed, and found by this rule alone: Amazon Corretto ({@code
 * software.amazon.cryptools:AmazonCorrettoCryptoProvider}) is used for Ed25519 and AES-GCM, and
 * Conscrypt ({@code org.conscrypt:conscrypt-openjdk-uber}) for X25519, and for Ed25519 where
 * Corretto is missing, each if
 *
 * <ol>
 *   <li>its provider class is visible to the class loader of this library (the thread's context
 *       class loader and the list of installed security providers are not asked),
 *   <li>its native library loads on this machine,
 *   <li>it computes the first test vectors of RFC 8032 and RFC 7748 right.
 * </ol>
 *
 * <p>Nothing is registered with {@link java.security.Security}. What was found is found once, when
 * first asked for. Native libraries start threads and live as long as their class loader: where
 * this library is part of an application that is redeployed, put them beside the server (a shared
 * module), not into the application.
 */
public final class CryptoProviders {
  private CryptoProviders() {}

  /**
   * What a client uses that was told nothing: the native primitives that are there, else {@link
   * #pureJava}.
   */
  public static CryptoProvider best() {
    return NativeProviders.best().orElseGet(CryptoProviders::pureJava);
  }

  /** Curves of Bouncy Castle, hashes and AEAD of the Java runtime: no native code of ours. */
  public static CryptoProvider pureJava() {
    return new DefaultCryptoProvider();
  }

  /**
   * Curves of Bouncy Castle over other hashes and another AEAD. Touches nothing of {@code
   * javax.crypto}, and of {@code java.security} only SecureRandom: for platforms without, as
   * browsers are.
   */
  public static CryptoProvider bouncyCastle(SymmetricPrimitives symmetric) {
    return new DefaultCryptoProvider(symmetric);
  }

  /** Ed25519 and AES-GCM of Amazon Corretto, the rest as in {@link #pureJava}. */
  public static Optional<CryptoProvider> corretto() {
    return NativeProviders.corretto();
  }

  /** Ed25519 and X25519 of Conscrypt, the rest as in {@link #pureJava}. */
  public static Optional<CryptoProvider> conscrypt() {
    return NativeProviders.conscrypt();
  }
}
