/** What a host may bring of its own: another way to the server, another keeper of the store key. */
package eu.paravent.client.spi;
