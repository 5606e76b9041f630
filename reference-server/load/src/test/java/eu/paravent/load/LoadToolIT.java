package eu.paravent.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short load; what it reports is of no interest here, only that it comes to its checks. */
class LoadToolIT {
  @Test
  void loadsTwoGroupsAndFindsThemGaplessAndInOneOrder() throws Exception {
    Report report =
        LoadTool.run(
                Plan.of(
                    "--groups",
                    "2",
                    "--members",
                    "5",
                    "--online",
                    "4",
                    "--senders",
                    "2",
                    "--warm-up",
                    "1",
                    "--seconds",
                    "2"))
            .report();

    assertThat(report.checked()).isPositive();
    assertThat(report.accepted()).isPositive();
    assertThat(report.milliseconds()[0]).isPositive();
  }
}
