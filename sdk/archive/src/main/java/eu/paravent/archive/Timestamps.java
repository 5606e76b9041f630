package eu.paravent.archive;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Asks for timestamps and verifies them (RFC 3161). */
final class Timestamps {
  private Timestamps() {}

  static byte[] get(TimestampAuthority authority, byte[] sha256) {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(64, new SecureRandom()));
      TimeStampResponse response = new TimeStampResponse(authority.stamp(request.getEncoded()));
      response.validate(request);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null) {
        throw new JournalException(
            "The timestamp authority refuses: " + response.getStatusString());
      }
      return token.getEncoded();
    } catch (IOException | TSPException e) {
      throw new JournalException("No timestamp was got: try again later", e);
    }
  }

  /**
   * @param authority the authority's certificate, trusted by whoever verifies
   * @return when it was stamped
   * @throws JournalException if it is no timestamp of this, or another authority's
   */
  static Instant verify(byte[] encoded, byte[] sha256, byte[] authority) {
    try {
      TimeStampToken token = new TimeStampToken(new CMSSignedData(encoded));
      if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256)
          || !token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)) {
        throw new JournalException("A timestamp is of something else");
      }
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(authority)));
      return token.getTimeStampInfo().getGenTime().toInstant();
    } catch (TSPException
        | IOException
        | CMSException
        | OperatorCreationException
        | java.security.cert.CertificateException e) {
      throw new JournalException("A timestamp does not verify", e);
    }
  }
}
