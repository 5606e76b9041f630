package eu.paravent.server.rates.control;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What stands for one sender among network addresses. */
final class Addresses {
  private static final int LONGEST = 64, NETWORK_BYTES = 8;

  private Addresses() {}

  /**
   * An IPv4 address is itself. Of an IPv6 address the network counts: whoever has one has 2^64
   * addresses.
   *
   * @param text as the container says it; never looked up
   */
  static String sender(String text) {
    if (text.indexOf(':') < 0) {
      return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
    try {
      // with a colon in it, it is an address or nothing: no name service is asked
      InetAddress address = InetAddress.getByName(text);
      return address instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
