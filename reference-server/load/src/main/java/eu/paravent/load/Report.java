package eu.paravent.load;

import java.util.Locale;

/**
 * What was seen between the end of the warm-up and the end of the run. Every recipient got every
 * entry once and in the order of all others, else there is no report.
 *
 * @param milliseconds from the request to the arrival at a recipient: p50, p95, p99
 * @param cpu of the server for each delivery, in microseconds
 * @param rss of the server in MiB at the end
 * @param caughtUp messages in a second that those read who had been away, all together, after the
 *     end of the run
 * @param missed how many that were
 */
@SuppressWarnings("ArrayRecordComponent") // only printed
record Report(
    double accepted,
    double delivered,
    double[] milliseconds,
    double cpu,
    long rss,
    double caughtUp,
    double missed,
    long checked) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "accepted/s %.0f, delivered/s %.0f, latency ms p50 %.1f p95 %.1f p99 %.1f,"
            + " server CPU us per delivery %.1f, RSS MiB %d, caught up %.0f messages at %.0f/s;"
            + " %d deliveries gapless and in one order",
        accepted,
        delivered,
        milliseconds[0],
        milliseconds[1],
        milliseconds[2],
        cpu,
        rss,
        missed,
        caughtUp,
        checked);
  }
}
