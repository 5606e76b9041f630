package eu.paravent.web.interop;

import eu.paravent.mls.MlsException;

/** A {@link Member}, wherever it lives. */
interface Peer {
  String name();

  byte[] insecureState() throws MlsException;

  byte[] keyPackage() throws MlsException;

  void create() throws MlsException;

  void join(byte[] welcome) throws MlsException;

  byte[] joinExternally(byte[] groupInfo) throws MlsException;

  byte[] add(byte[] keyPackage, boolean path) throws MlsException;

  byte[] remove(int leaf) throws MlsException;

  byte[] update() throws MlsException;

  byte[] welcome() throws MlsException;

  void merge() throws MlsException;

  void discard() throws MlsException;

  byte[] proposeUpdate() throws MlsException;

  byte[] proposeRemove(int leaf) throws MlsException;

  byte[] process(byte[] message) throws MlsException;

  byte[] encrypt(byte[] data) throws MlsException;

  byte[] groupInfo() throws MlsException;

  byte[] export(String label, byte[] context, int length) throws MlsException;

  byte[] authenticator() throws MlsException;

  int leaf() throws MlsException;

  long epoch() throws MlsException;

  boolean active() throws MlsException;
}
