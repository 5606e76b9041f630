package eu.paravent.client.call;

import java.util.List;

/**
 * A relay (TURN) that the server offers for calls between networks that cannot reach each other. It
 * sees addresses and sizes, and nothing of what is said.
 *
 * @param addresses {@code turn:} and {@code turns:} addresses
 * @param username for a limited time
 * @param credential for a limited time; not a secret of this person
 * @param only whether calls go through it or not at all, so that no participant learns another's
 *     network address. Whoever brings media has to keep to it: neither server nor SDK can
 */
public record CallRelay(List<String> addresses, String username, String credential, boolean only) {
  public CallRelay {
    addresses = List.copyOf(addresses);
  }

  @Override
  public String toString() {
    return "CallRelay" + addresses;
  }
}
