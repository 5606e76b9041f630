/** The database schema and its migrations. */
@NullMarked
package eu.paravent.server.schema;

import org.jspecify.annotations.NullMarked;
