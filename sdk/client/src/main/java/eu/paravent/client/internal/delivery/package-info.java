/**
 * The way to the server: requests, sign-in, push. The only package that knows the wire contract.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.delivery;
