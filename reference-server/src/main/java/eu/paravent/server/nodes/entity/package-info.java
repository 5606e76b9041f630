/** The way between the nodes: what the database offers for it. */
@NullMarked
package eu.paravent.server.nodes.entity;

import org.jspecify.annotations.NullMarked;
