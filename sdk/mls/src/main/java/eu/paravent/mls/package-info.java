/**
 * Clients and groups of Messaging Layer Security (RFC 9420): what an application calls. Which
 * section is where inside: docs/mls-sections.md.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls;
