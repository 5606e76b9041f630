/** Files, encrypted before they leave. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.attachment;
