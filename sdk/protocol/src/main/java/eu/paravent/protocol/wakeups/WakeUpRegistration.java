package eu.paravent.protocol.wakeups;

/**
 * {@code PUT} to {@link eu.paravent.protocol.Paths#WAKE_UP}: where the server knocks when something
 * waits for this device and it is not connected. Knocking says nothing else: neither who, nor what.
 *
 * @param kind {@link #WEBHOOK}, or another one that the operator has added
 * @param endpoint what this kind asks for; of a webhook an https address. Whoever knows it can
 *     knock, so it is a secret
 */
public record WakeUpRegistration(String kind, String endpoint) {
  /** An address that gets an empty {@code POST}, as a push service of RFC 8030 takes it. */
  public static final String WEBHOOK = "webhook";

  @Override
  public String toString() {
    return "WakeUpRegistration[" + kind + "]";
  }
}
