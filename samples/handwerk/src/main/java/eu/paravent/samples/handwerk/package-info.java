/**
 * The office of Fensterbau Huber: quotes, orders, and the talk about them. Beans and their methods
 * are public, because a container's proxies pass on no others.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.handwerk;
