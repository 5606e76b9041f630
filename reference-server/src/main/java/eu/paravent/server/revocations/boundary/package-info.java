@NullMarked
package eu.paravent.server.revocations.boundary;

import org.jspecify.annotations.NullMarked;
