/** Encrypted backups under a recovery key, and what becomes of them. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.backup;
