/** The file of a backup, and the text of its key. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.backup;
