/** What a call's participants tell each other through the encrypted conversation, and its keys. */
package eu.paravent.client.call;
