@NullMarked
package eu.paravent.server.cases.boundary;

import org.jspecify.annotations.NullMarked;
