/** What stands above all versions of the interface. */
@NullMarked
package eu.paravent.server.versions;

import org.jspecify.annotations.NullMarked;
