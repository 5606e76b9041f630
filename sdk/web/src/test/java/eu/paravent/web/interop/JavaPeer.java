package eu.paravent.web.interop;

import eu.paravent.mls.MlsException;

/** In this process. */
record JavaPeer(String name, Member member) implements Peer {
  static JavaPeer fresh(String name, int suite) {
    return new JavaPeer(name, Member.fresh(name, suite));
  }

  static JavaPeer restored(String name, byte[] state) {
    return new JavaPeer(name, Member.restored(state));
  }

  @Override
  public byte[] insecureState() {
    return member.insecureState();
  }

  @Override
  public byte[] keyPackage() {
    return member.keyPackage();
  }

  @Override
  public void create() throws MlsException {
    member.create();
  }

  @Override
  public void join(byte[] welcome) throws MlsException {
    member.join(welcome);
  }

  @Override
  public byte[] joinExternally(byte[] groupInfo) throws MlsException {
    return member.joinExternally(groupInfo);
  }

  @Override
  public byte[] add(byte[] keyPackage, boolean path) throws MlsException {
    return member.add(keyPackage, path);
  }

  @Override
  public byte[] remove(int leaf) throws MlsException {
    return member.remove(leaf);
  }

  @Override
  public byte[] update() throws MlsException {
    return member.update();
  }

  @Override
  public byte[] welcome() {
    return member.welcome();
  }

  @Override
  public void merge() throws MlsException {
    member.merge();
  }

  @Override
  public void discard() {
    member.discard();
  }

  @Override
  public byte[] proposeUpdate() throws MlsException {
    return member.proposeUpdate();
  }

  @Override
  public byte[] proposeRemove(int leaf) throws MlsException {
    return member.proposeRemove(leaf);
  }

  @Override
  public byte[] process(byte[] message) throws MlsException {
    return member.process(message);
  }

  @Override
  public byte[] encrypt(byte[] data) throws MlsException {
    return member.encrypt(data);
  }

  @Override
  public byte[] groupInfo() throws MlsException {
    return member.groupInfo();
  }

  @Override
  public byte[] export(String label, byte[] context, int length) {
    return member.export(label, context, length);
  }

  @Override
  public byte[] authenticator() {
    return member.authenticator();
  }

  @Override
  public int leaf() {
    return member.leaf();
  }

  @Override
  public long epoch() {
    return member.epoch();
  }

  @Override
  public boolean active() {
    return member.active();
  }

  @Override
  public String toString() {
    return name + " in Java";
  }
}
