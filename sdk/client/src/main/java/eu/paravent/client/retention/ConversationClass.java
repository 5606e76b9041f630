package eu.paravent.client.retention;

/**
 * What the law takes a conversation for. The owners say it; it is part of the rules that every
 * member checks. The times are those of German law as of 2025, a proposal and not legal advice.
 */
public enum ConversationClass {
  /** Talk that nobody has to keep. */
  ORDINARY(Retention.none()),

  /** Letters of a merchant (§ 257 HGB, § 147 AO): six years from the end of the year. */
  COMMERCIAL_LETTER(Retention.atLeast(2192)),

  /** What entries in the books rest on (§ 257 HGB, § 147 AO): eight years from the year's end. */
  BOOKING_VOUCHER(Retention.atLeast(2922));

  private final Retention usual;

  ConversationClass(Retention usual) {
    this.usual = usual;
  }

  /** What such conversations are begun with where nothing else is said. */
  public Retention usual() {
    return usual;
  }

  /** Whether times run from the end of the year in which something was said. */
  public boolean fromYearEnd() {
    return this != ORDINARY;
  }
}
