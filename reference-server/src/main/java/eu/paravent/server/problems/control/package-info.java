@NullMarked
package eu.paravent.server.problems.control;

import org.jspecify.annotations.NullMarked;
