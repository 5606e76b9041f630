/** The office of Fensterbau Huber on a real application server, beside a real chat server. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.handwerk;
