/**
 * The MLS core alone, behind a door of its own: compiled for the browser like the client, but only
 * for tests and measurements. Not part of what is served.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.web.interop;
