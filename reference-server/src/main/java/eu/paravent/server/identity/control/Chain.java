package eu.paravent.server.identity.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A certificate chain in one column: each certificate with its length in four bytes before it. */
public final class Chain {
  private Chain() {}

  public static byte[] toBytes(List<byte[]> chain) {
    ByteBuffer out =
        ByteBuffer.allocate(chain.stream().mapToInt(der -> Integer.BYTES + der.length).sum());
    chain.forEach(der -> out.putInt(der.length).put(der));
    return out.array();
  }

  public static List<byte[]> ofBytes(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    List<byte[]> chain = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] der = new byte[in.getInt()];
      in.get(der);
      chain.add(der);
    }
    return List.copyOf(chain);
  }
}
