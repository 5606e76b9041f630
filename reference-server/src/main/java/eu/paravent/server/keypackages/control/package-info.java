@NullMarked
package eu.paravent.server.keypackages.control;

import org.jspecify.annotations.NullMarked;
