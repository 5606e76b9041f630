/** Several nodes on one database: each tells the others what they have to know at once. */
@NullMarked
package eu.paravent.server.nodes.control;

import org.jspecify.annotations.NullMarked;
