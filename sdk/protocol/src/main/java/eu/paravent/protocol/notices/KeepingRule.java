package eu.paravent.protocol.notices;

import java.util.Set;

/**
 * How long an organisation keeps conversations of a kind, where their beginning says nothing else.
 *
 * @param kind one of {@link #KINDS}
 * @param minimumDays 0 for none
 * @param maximumDays 0 for none
 */
public record KeepingRule(String kind, int minimumDays, int maximumDays) {
  public static final String ORDINARY = "ordinary",
      COMMERCIAL_LETTER = "commercial-letter",
      BOOKING_VOUCHER = "booking-voucher";
  public static final Set<String> KINDS = Set.of(ORDINARY, COMMERCIAL_LETTER, BOOKING_VOUCHER);

  private static final int MOST = 36_525;

  boolean good() {
    return KINDS.contains(kind)
        && minimumDays >= 0
        && maximumDays >= 0
        && minimumDays <= MOST
        && maximumDays <= MOST
        && (maximumDays == 0 || maximumDays >= minimumDays);
  }
}
