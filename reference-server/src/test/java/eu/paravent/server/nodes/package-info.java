/** Several nodes on one PostgreSQL, each a process of its own. */
@NullMarked
package eu.paravent.server.nodes;

import org.jspecify.annotations.NullMarked;
