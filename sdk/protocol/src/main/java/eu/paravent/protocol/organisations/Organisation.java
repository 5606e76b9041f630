package eu.paravent.protocol.organisations;

/** What everyone may know of an organisation on this server. */
public record Organisation(String id, byte[] rootCertificate) {}
