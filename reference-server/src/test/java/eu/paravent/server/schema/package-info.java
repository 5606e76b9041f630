/** The schema, brought forward. */
@NullMarked
package eu.paravent.server.schema;

import org.jspecify.annotations.NullMarked;
