/** Messaging Layer Security (RFC 9420): no I/O, no threads of its own, no clock. */
@org.jspecify.annotations.NullMarked
module eu.paravent.mls {
  requires org.bouncycastle.provider;
  requires static transitive org.jspecify;

  exports eu.paravent.mls;
  exports eu.paravent.mls.credential;
  exports eu.paravent.mls.crypto;
  exports eu.paravent.mls.observer;
  exports eu.paravent.mls.storage;
}
