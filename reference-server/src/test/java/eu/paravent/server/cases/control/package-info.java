@NullMarked
package eu.paravent.server.cases.control;

import org.jspecify.annotations.NullMarked;
