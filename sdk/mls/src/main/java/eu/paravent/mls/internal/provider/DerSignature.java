package eu.paravent.mls.internal.provider;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * ECDSA-Sig-Value (RFC 3279 §2.2.3) in DER: a sequence of two positive integers, in the one
 * encoding that X.690 §10 and §8.3 allow. General decoders accept more, and throw more.
 */
record DerSignature(BigInteger r, BigInteger s) {
  private static final int SEQUENCE = 0x30, INTEGER = 0x02, LONG_FORM = 0x81;

  /** Empty for whatever is not exactly one. */
  static Optional<DerSignature> decode(byte[] encoded) {
    Reader reader = new Reader(encoded);
    if (!reader.enter(SEQUENCE) || reader.left() != reader.length) {
      return Optional.empty();
    }
    Optional<BigInteger> r = reader.integer();
    Optional<BigInteger> s = reader.integer();
    return r.isPresent() && s.isPresent() && reader.left() == 0
        ? Optional.of(new DerSignature(r.get(), s.get()))
        : Optional.empty();
  }

  private static final class Reader {
    private final byte[] in;
    private int at;

    /** Of the element that was entered last. */
    private int length;

    Reader(byte[] in) {
      this.in = in;
    }

    int left() {
      return in.length - at;
    }

    /** Reads tag and length; false where they are not these, or not minimal, or too long. */
    boolean enter(int tag) {
      if (left() < 2 || (in[at] & 0xff) != tag) {
        return false;
      }
      int first = in[at + 1] & 0xff;
      at += 2;
      if (first < 0x80) {
        length = first;
      } else if (first == LONG_FORM && left() > 0 && (in[at] & 0xff) >= 0x80) {
        length = in[at++] & 0xff;
      } else {
        return false;
      }
      return length <= left();
    }

    Optional<BigInteger> integer() {
      if (!enter(INTEGER) || length == 0) {
        return Optional.empty();
      }
      boolean negative = in[at] < 0;
      boolean padded = length > 1 && in[at] == 0 && in[at + 1] >= 0;
      if (negative || padded) {
        return Optional.empty();
      }
      BigInteger value = new BigInteger(Arrays.copyOfRange(in, at, at + length));
      at += length;
      return Optional.of(value);
    }
  }
}
