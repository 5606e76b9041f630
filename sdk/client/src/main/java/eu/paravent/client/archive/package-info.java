/** What an archivist's client hands over for its journal. For the JVM only. */
package eu.paravent.client.archive;
