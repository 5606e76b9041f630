package eu.paravent.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the whole process per operation, so that a busy machine does not spoil the figure. It
 * counts the garbage collector and a compiler that is still at work too.
 */
public final class CpuTime implements InternalProfiler {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long before;

  /**
   * Nanoseconds. Of all threads that live, to the nanosecond, where Linux shows them: the process
   * as a whole is counted in steps of ten milliseconds only.
   */
  static long ofProcess() {
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        try {
          String spent = Files.readString(thread.resolve("schedstat"));
          sum += Long.parseLong(spent.substring(0, spent.indexOf(' ')));
        } catch (NoSuchFileException ended) {
          continue;
        }
      }
      return sum;
    } catch (IOException e) {
      return SYSTEM.getProcessCpuTime();
    }
  }

  @Override
  public String getDescription() {
    return "CPU time of the process per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = ofProcess();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long spent = ofProcess() - before;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult("cpu", spent / 1e6 / operations, "ms/op", AggregationPolicy.AVG));
  }
}
