/**
 * The journal of an archivist: what it received in a conversation, as it was received, in a chain
 * that shows what was changed, left out or put elsewhere. For the JVM.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.archive;
