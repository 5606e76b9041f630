/** Loads a server that it starts itself, and says what came of it. */
@NullMarked
package eu.paravent.load;

import org.jspecify.annotations.NullMarked;
