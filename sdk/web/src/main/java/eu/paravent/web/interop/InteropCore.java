package eu.paravent.web.interop;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/** A {@link Member} for JavaScript. A verdict of the core is an error with the reason's name. */
public final class InteropCore {
  private final Member member;

  private InteropCore(Member member) {
    this.member = member;
  }

  /** Needed by the compiler; nothing happens here. */
  public static void main(String[] arguments) {}

  @JSExport
  public static InteropCore fresh(String name, int suite) {
    return new InteropCore(Member.fresh(name, suite));
  }

  @JSExport
  public static InteropCore restored(Int8Array state) {
    return new InteropCore(Member.restored(state.copyToJavaArray()));
  }

  /** Ed25519, as the core verifies it. */
  @JSExport
  public static boolean verifies(Int8Array publicKey, Int8Array message, Int8Array signature) {
    return CryptoProviders.best()
        .verify(
            SignatureAlgorithm.ED25519,
            publicKey.copyToJavaArray(),
            message.copyToJavaArray(),
            signature.copyToJavaArray());
  }

  @JSExport
  public Int8Array insecureState() {
    return Int8Array.copyFromJavaArray(member.insecureState());
  }

  @JSExport
  public Int8Array keyPackage() {
    return Int8Array.copyFromJavaArray(member.keyPackage());
  }

  @JSExport
  public void create() {
    answer(
        () -> {
          member.create();
          return new byte[0];
        });
  }

  @JSExport
  public void join(Int8Array welcome) {
    answer(
        () -> {
          member.join(welcome.copyToJavaArray());
          return new byte[0];
        });
  }

  @JSExport
  public Int8Array joinExternally(Int8Array groupInfo) {
    return answer(() -> member.joinExternally(groupInfo.copyToJavaArray()));
  }

  @JSExport
  public Int8Array add(Int8Array keyPackage, boolean path) {
    return answer(() -> member.add(keyPackage.copyToJavaArray(), path));
  }

  @JSExport
  public Int8Array remove(int leaf) {
    return answer(() -> member.remove(leaf));
  }

  @JSExport
  public Int8Array update() {
    return answer(member::update);
  }

  @JSExport
  public Int8Array welcome() {
    return Int8Array.copyFromJavaArray(member.welcome());
  }

  @JSExport
  public void merge() {
    answer(
        () -> {
          member.merge();
          return new byte[0];
        });
  }

  @JSExport
  public void discard() {
    member.discard();
  }

  @JSExport
  public Int8Array proposeUpdate() {
    return answer(member::proposeUpdate);
  }

  @JSExport
  public Int8Array proposeRemove(int leaf) {
    return answer(() -> member.proposeRemove(leaf));
  }

  @JSExport
  public Int8Array process(Int8Array message) {
    return answer(() -> member.process(message.copyToJavaArray()));
  }

  @JSExport
  public Int8Array encrypt(Int8Array data) {
    return answer(() -> member.encrypt(data.copyToJavaArray()));
  }

  @JSExport
  public Int8Array groupInfo() {
    return answer(member::groupInfo);
  }

  @JSExport
  public Int8Array export(String label, Int8Array context, int length) {
    return Int8Array.copyFromJavaArray(member.export(label, context.copyToJavaArray(), length));
  }

  @JSExport
  public Int8Array authenticator() {
    return Int8Array.copyFromJavaArray(member.authenticator());
  }

  @JSExport
  public int leaf() {
    return member.leaf();
  }

  @JSExport
  public double epoch() {
    return member.epoch();
  }

  @JSExport
  public boolean active() {
    return member.active();
  }

  private static Int8Array answer(Work work) {
    try {
      return Int8Array.copyFromJavaArray(work.done());
    } catch (MlsException e) {
      throw new IllegalStateException("MlsException " + e.reason().name() + " " + e.getMessage());
    }
  }

  private interface Work {
    byte[] done() throws MlsException;
  }
}
