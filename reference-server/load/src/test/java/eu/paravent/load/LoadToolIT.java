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

  @Test
  void theFloorKeepsWhatItDelivers() throws Exception {
    Report report =
        LoadTool.run(
                Plan.of(
                    "--server",
                    "floor",
                    "--database",
                    "postgresql",
                    "--groups",
                    "2",
                    "--members",
                    "3",
                    "--online",
                    "2",
                    "--senders",
                    "1",
                    "--absent",
                    "2",
                    "--warm-up",
                    "1",
                    "--seconds",
                    "1"))
            .report();

    assertThat(report.checked()).isPositive();
    // each of two groups told two, and one of each group read all of it from the database
    assertThat(report.missed()).isEqualTo(report.checked() / 2.0);
  }
}
