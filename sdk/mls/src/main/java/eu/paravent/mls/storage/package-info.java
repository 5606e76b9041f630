/** Where private state is kept. */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.storage;
