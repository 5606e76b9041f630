/** The MIMI content format. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.mimi;
