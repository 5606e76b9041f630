package eu.paravent.mls.internal.provider;

import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CryptoBasicsVectorTest {
  private SuiteCrypto crypto = Vectors.crypto();

  @TestFactory
  Stream<DynamicTest> cryptoBasics() {
    return Vectors.all(
        "crypto-basics.json",
        c -> {
          crypto = Vectors.crypto(c);
          verify(c);
        });
  }

  private void verify(JsonObject c) throws Exception {
    JsonObject ref = c.getObject("ref_hash");
    assertThat(crypto.refHash(ref.getString("label"), hex(ref, "value")))
        .isEqualTo(hex(ref, "out"));

    JsonObject expand = c.getObject("expand_with_label");
    assertThat(
            crypto.expandWithLabel(
                hex(expand, "secret"),
                expand.getString("label"),
                hex(expand, "context"),
                expand.getInt("length")))
        .isEqualTo(hex(expand, "out"));

    JsonObject derive = c.getObject("derive_secret");
    assertThat(crypto.deriveSecret(hex(derive, "secret"), derive.getString("label")))
        .isEqualTo(hex(derive, "out"));

    JsonObject tree = c.getObject("derive_tree_secret");
    assertThat(
            crypto.deriveTreeSecret(
                hex(tree, "secret"),
                tree.getString("label"),
                tree.getLong("generation"),
                tree.getInt("length")))
        .isEqualTo(hex(tree, "out"));

    JsonObject sign = c.getObject("sign_with_label");
    SignatureKeyPair signer = crypto.signatureKeyPair(hex(sign, "priv"));
    assertThat(signer.publicKey()).isEqualTo(hex(sign, "pub"));
    String label = sign.getString("label");
    byte[] content = hex(sign, "content");
    assertThat(crypto.verifyWithLabel(hex(sign, "pub"), label, content, hex(sign, "signature")))
        .isTrue();
    assertThat(
            crypto.verifyWithLabel(
                hex(sign, "pub"), label, content, crypto.signWithLabel(signer, label, content)))
        .isTrue();
    assertThat(
            crypto.verifyWithLabel(hex(sign, "pub"), label + "x", content, hex(sign, "signature")))
        .isFalse();

    JsonObject hpke = c.getObject("encrypt_with_label");
    KemKeyPair pair = crypto.keyPair(hex(hpke, "priv"));
    assertThat(pair.publicKey()).isEqualTo(hex(hpke, "pub"));
    byte[] context = hex(hpke, "context");
    byte[] plaintext = hex(hpke, "plaintext");
    assertThat(
            crypto.decryptWithLabel(
                pair,
                hpke.getString("label"),
                context,
                new HpkeCiphertext(hex(hpke, "kem_output"), hex(hpke, "ciphertext"))))
        .isEqualTo(plaintext);
    HpkeCiphertext own =
        crypto.encryptWithLabel(pair.publicKey(), hpke.getString("label"), context, plaintext);
    assertThat(crypto.decryptWithLabel(pair, hpke.getString("label"), context, own))
        .isEqualTo(plaintext);
  }
}
