/** Texts as people may write them. */
package eu.paravent.client.internal.text;
