package eu.paravent.samples.quickstart;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Worker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks into the calls of one page: what arrives, what is shown, what its worker encrypts. */
final class CallWatch {
  /** Brightest points of an image of Chromium's made-up camera, and of one that is off. */
  private static final double LIT = 60, DARK = 30;

  private static final String STANDING = "() => document.querySelector('.call')?.textContent";

  private final Page page;
  private final Supplier<Frame> chat;

  private CallWatch(Page page, Supplier<Frame> chat) {
    this.page = page;
    this.chat = chat;
    try {
      page.addInitScript(GuestTab.script("calls.js"));
    } catch (IOException e) {
      throw new IllegalStateException("A resource of this test is not there", e);
    }
  }

  static CallWatch over(GuestTab tab) {
    return new CallWatch(tab.page, tab.page::mainFrame);
  }

  static CallWatch over(StaffTab tab) {
    return new CallWatch(tab.page, tab::chat);
  }

  /** As a browser that cannot transform frames. */
  CallWatch withoutTransforms() {
    page.addInitScript(
        "delete RTCRtpSender.prototype.createEncodedStreams;"
            + " delete RTCRtpReceiver.prototype.createEncodedStreams");
    return asOlderChromium();
  }

  /** As Chromium was: it can, in another way than the one that browsers have agreed on since. */
  CallWatch asOlderChromium() {
    page.addInitScript("delete globalThis.RTCRtpScriptTransform");
    return this;
  }

  /** By which ways it is connected: those of this side and of the other. */
  List<?> ways() {
    return (List<?>) chat.get().evaluate("() => ways()");
  }

  /** The addresses that the others were told. */
  @SuppressWarnings("unchecked")
  List<String> told() {
    return (List<String>) chat.get().evaluate("() => told()");
  }

  /** However long it takes until everybody is connected with everybody. */
  void reads(String text) {
    eventually(() -> chat.get().locator("body").innerText().contains(text));
  }

  /** The sound of so many others, and the images of so many of them. */
  void hearsAndSees(int others, int images) {
    eventually(
        () ->
            arrived().stream().filter(one -> number(one, "energy") > 0).count() == others
                && arrived().stream().filter(one -> number(one, "decoded") > 5).count() == images
                && brightness().stream().filter(value -> value > LIT).count() == images);
  }

  void seesDark() {
    eventually(() -> brightness().stream().allMatch(value -> value < DARK));
  }

  double bytes() {
    return arrived().stream().mapToDouble(one -> number(one, "bytes")).sum();
  }

  double decoded() {
    return arrived().stream().mapToDouble(one -> number(one, "decoded")).sum();
  }

  int connections() {
    return arrived().size();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> arrived() {
    return (List<Map<String, Object>>) chat.get().evaluate("() => arrived()");
  }

  @SuppressWarnings("unchecked")
  private List<Double> brightness() {
    return ((List<Object>) chat.get().evaluate("() => brightness()"))
        .stream().map(value -> ((Number) value).doubleValue()).toList();
  }

  private static double number(Map<String, Object> of, String field) {
    return ((Number) of.get(field)).doubleValue();
  }

  /** Of the frames that went through the worker. */
  int count(String which) {
    return ((Number) worker().evaluate("which => self.counts[which]", which)).intValue();
  }

  /**
   * While many frames come, none is opened and no image is decoded. What was opened before may lie
   * in the browser's buffers for a moment: then it is looked again.
   */
  boolean decodesNothingForAWhile() {
    int dropped = count("dropped"), received = count("received");
    double decoded = decoded(), bytes = bytes();
    eventually(() -> count("dropped") > dropped + 50 && bytes() > bytes);
    return count("received") == received && decoded() == decoded;
  }

  /** Its worker gets no more keys, as that of somebody who was removed. */
  void getsNoMoreKeys() {
    worker().evaluate("() => { self.onmessage = null; }");
  }

  private Worker worker() {
    return page.workers().stream()
        .filter(worker -> worker.url().endsWith("/media.js"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nothing encrypts frames"));
  }

  private String counts() {
    return page.workers().stream()
        .filter(worker -> worker.url().endsWith("/media.js"))
        .map(worker -> " " + worker.evaluate("() => JSON.stringify(self.counts)"))
        .collect(Collectors.joining());
  }

  void eventually(Supplier<Boolean> condition) {
    try {
      Stage.await(() -> Optional.of(condition.get()).filter(yes -> yes));
    } catch (AssertionError e) {
      throw new AssertionError(
          arrived() + " " + brightness() + " " + chat.get().evaluate(STANDING) + counts(), e);
    }
  }
}
