/** Device keys, certificates, and who may do what in a group. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.keys;
