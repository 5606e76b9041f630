package eu.paravent.protocol.privacy;

/**
 * Body of {@code POST} to {@link eu.paravent.protocol.Paths#CASE_CHANGES}.
 *
 * @param action {@link #EXTEND}, {@link #FULFIL} or {@link #REFUSE}
 */
public record CaseChange(String action) {
  public static final String EXTEND = "extend", FULFIL = "fulfil", REFUSE = "refuse";
}
