/** The published description of the interface. */
@NullMarked
package eu.paravent.server.openapi;

import org.jspecify.annotations.NullMarked;
