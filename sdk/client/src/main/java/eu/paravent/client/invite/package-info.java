/** Links by which guests come in. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.invite;
