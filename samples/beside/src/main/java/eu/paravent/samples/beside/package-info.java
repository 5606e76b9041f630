/** What the services beside a Tryton and beside a Request Tracker have in common. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.beside;
