@NullMarked
package eu.paravent.server.problems.boundary;

import org.jspecify.annotations.NullMarked;
