package eu.paravent.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.testkit.primitives.CryptoProviderContract;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client takes that was told nothing, with all native libraries on its class path. */
class BestTest extends CryptoProviderContract {
  @Override
  protected CryptoProvider provider() {
    return CryptoProviders.best();
  }

  @Test
  void takesEachPrimitiveFromWhereTheRuleSays() {
    Natives.required("Amazon Corretto", CryptoProviders.corretto());
    Natives.required("Conscrypt", CryptoProviders.conscrypt());

    assertThat(provider().toString())
        .contains("Ed25519 of AmazonCorretto")
        .contains("X25519 of Conscrypt")
        .contains("AES-GCM of AmazonCorretto");
    assertThat(CryptoProviders.conscrypt().orElseThrow().toString())
        .contains("Ed25519 of Conscrypt")
        .contains("AES-GCM of the Java runtime");
    assertThat(CryptoProviders.pureJava().toString())
        .contains("Ed25519 of Bouncy Castle")
        .contains("AES-GCM of the Java runtime");
  }

  @Test
  void registersNothingWithTheRuntime() {
    List<String> installed = installed();

    CryptoProviders.best();

    assertThat(installed()).isEqualTo(installed).noneMatch(name -> name.contains("Conscrypt"));
  }

  private static List<String> installed() {
    return List.of(Security.getProviders()).stream().map(p -> p.getName()).toList();
  }
}
