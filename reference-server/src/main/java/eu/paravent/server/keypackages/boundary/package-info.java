@NullMarked
package eu.paravent.server.keypackages.boundary;

import org.jspecify.annotations.NullMarked;
