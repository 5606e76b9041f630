/** The chat client in an application of the old kind. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.legacywar;
