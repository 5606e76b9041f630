package eu.paravent.web.jdk.org.bouncycastle.crypto.ec;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECPoint;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's table of named curves without those that no cipher suite uses. */
public final class CustomNamedCurves {
  private CustomNamedCurves() {}

  public static @Nullable X9ECParameters getByName(String name) {
    switch (name) {
      case "P-256":
        return parameters(
            new SecP256R1Curve(),
            "036B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296");
      case "P-384":
        return parameters(
            new SecP384R1Curve(),
            "03AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A"
                + "545E3872760AB7");
      case "P-521":
        return parameters(
            new SecP521R1Curve(),
            "0200C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE759"
                + "28FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66");
      default:
        return null;
    }
  }

  private static X9ECParameters parameters(ECCurve curve, String base) {
    return new X9ECParameters(
        curve,
        new X9ECPoint(curve, Hex.decode(base)),
        curve.getOrder(),
        curve.getCofactor() == null ? BigInteger.ONE : curve.getCofactor(),
        null);
  }
}
