@NullMarked
package eu.paravent.server.privacy.boundary;

import org.jspecify.annotations.NullMarked;
