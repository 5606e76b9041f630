package eu.paravent.server.wakeups.control;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are on the open internet. Everything else may be something that only this server
 * reaches, and that nobody outside should be able to make it knock at (IANA's special-purpose
 * registries of RFC 6890 and its updates).
 */
final class PublicNetwork {
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3));

  /** The only part of IPv6 that is handed out, RFC 4291 §2.4. */
  private static final Block GLOBAL_6 = Block.of("2000::", 3);

  /** In it, what carries other addresses inside, is for documents, or is of no host. */
  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("3fff::", 20));

  private PublicNetwork() {}

  static boolean has(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_4.stream().noneMatch(block -> block.has(address));
    }
    // an IPv4 address in IPv6 clothes has become an Inet4Address already
    return address instanceof Inet6Address
        && GLOBAL_6.has(address)
        && NOT_PUBLIC_6.stream().noneMatch(block -> block.has(address));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] start, int bits) {
    static Block of(String literal, int bits) {
      try {
        return new Block(InetAddress.getByName(literal).getAddress(), bits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(literal, e);
      }
    }

    boolean has(InetAddress address) {
      byte[] octets = address.getAddress();
      int whole = bits / 8;
      if (octets.length != start.length || Arrays.compare(octets, 0, whole, start, 0, whole) != 0) {
        return false;
      }
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return bits % 8 == 0 || (octets[whole] & mask) == (start[whole] & mask);
    }
  }
}
