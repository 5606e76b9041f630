/** The contract between client and server: records, media types, problem codes, limits. */
@org.jspecify.annotations.NullMarked
module eu.paravent.protocol {
  requires com.grack.nanojson;
  requires static transitive org.jspecify;

  exports eu.paravent.protocol;
  exports eu.paravent.protocol.attachments;
  exports eu.paravent.protocol.audit;
  exports eu.paravent.protocol.delivery;
  exports eu.paravent.protocol.devices;
  exports eu.paravent.protocol.invites;
  exports eu.paravent.protocol.keypackages;
  exports eu.paravent.protocol.notices;
  exports eu.paravent.protocol.organisations;
  exports eu.paravent.protocol.privacy;
  exports eu.paravent.protocol.sessions;
  exports eu.paravent.protocol.wakeups;
}
