/** The end-to-end encrypted chat client that a host application depends on. */
@org.jspecify.annotations.NullMarked
module eu.paravent.client {
  requires cbor;
  requires com.grack.nanojson;
  requires com.h2database;
  requires eu.paravent.mls;
  requires eu.paravent.protocol;
  requires io.nayuki.qrcodegen;
  requires java.net.http;
  requires transitive java.sql;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires static transitive org.jspecify;

  exports eu.paravent.client;
  exports eu.paravent.client.archive;
  exports eu.paravent.client.assist;
  exports eu.paravent.client.backup;
  exports eu.paravent.client.call;
  exports eu.paravent.client.event;
  exports eu.paravent.client.history;
  exports eu.paravent.client.identity;
  exports eu.paravent.client.invite;
  exports eu.paravent.client.message;
  exports eu.paravent.client.notice;
  exports eu.paravent.client.privacy;
  exports eu.paravent.client.retention;
  exports eu.paravent.client.spi;
  exports eu.paravent.client.store;
}
