package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds native implementations behind JCA without depending on them; the rule is described at
 * {@link eu.paravent.mls.crypto.CryptoProviders}.
 */
public final class NativeProviders {
  /**
   * Looked for once: a JCA provider that is made again and again is never collected on some Java
   * versions. Immutable, and as long-lived as the class loader of this library.
   */
  private static final class Found {
    static final Optional<Provider> CORRETTO = usable(NativeProviders::loadCorretto);
    static final Optional<Provider> CONSCRYPT = usable(NativeProviders::loadConscrypt);
  }

  private interface Loading {
    Optional<Provider> load() throws ReflectiveOperationException;
  }

  private NativeProviders() {}

  /** As much native code as there is; empty where there is none. */
  public static Optional<CryptoProvider> best() {
    if (Found.CORRETTO.isEmpty()) {
      return conscrypt();
    }
    return Found.CORRETTO.map(p -> corretto(p, Found.CONSCRYPT));
  }

  public static Optional<CryptoProvider> corretto() {
    return Found.CORRETTO.map(p -> corretto(p, Optional.empty()));
  }

  public static Optional<CryptoProvider> conscrypt() {
    return Found.CONSCRYPT.map(
        p -> new DefaultCryptoProvider(new JdkSymmetric(), new JcaEd25519(p), new JcaX25519(p)));
  }

  private static CryptoProvider corretto(Provider corretto, Optional<Provider> x25519) {
    return new DefaultCryptoProvider(
        new JdkSymmetric(corretto),
        new JcaEd25519(corretto),
        x25519.<DhGroup>map(JcaX25519::new).orElse(MontgomeryGroup.CURVE25519));
  }

  private static Optional<Provider> loadCorretto() throws ReflectiveOperationException {
    Class<?> type = visible("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
    Object provider = type.getField("INSTANCE").get(null);
    boolean loaded = type.getMethod("getLoadingError").invoke(provider) == null;
    return loaded
        ? Optional.of((Provider) provider).filter(NativeProviders::signs)
        : Optional.empty();
  }

  private static Optional<Provider> loadConscrypt() throws ReflectiveOperationException {
    Class<?> type = visible("org.conscrypt.Conscrypt");
    if (!Boolean.TRUE.equals(type.getMethod("isAvailable").invoke(null))) {
      return Optional.empty();
    }
    return Optional.of((Provider) type.getMethod("newProvider").invoke(null))
        .filter(NativeProviders::signs)
        .filter(NativeProviders::agrees);
  }

  private static Class<?> visible(String name) throws ClassNotFoundException {
    return Class.forName(name, true, NativeProviders.class.getClassLoader());
  }

  /** Absent, of another version, for another machine: all the same to who asks. */
  private static Optional<Provider> usable(Loading loading) {
    try {
      return loading.load();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** RFC 8032 §7.1, TEST 1. */
  private static boolean signs(Provider provider) {
    byte[] seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    byte[] publicKey = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    byte[] signature =
        hex(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    JcaEd25519 ed25519 = new JcaEd25519(provider);
    return Arrays.equals(ed25519.sign(seed, publicKey, new byte[0]), signature)
        && ed25519.verifyNatively(publicKey, new byte[0], signature);
  }

  /** RFC 7748 §6.1. */
  private static boolean agrees(Provider provider) {
    byte[] alice = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    byte[] bob = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] shared = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    try {
      return Arrays.equals(new JcaX25519(provider).agree(alice, bob), shared);
    } catch (CryptoException e) {
      return false;
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
