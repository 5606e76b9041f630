@NullMarked
package eu.paravent.server.keypackages.entity;

import org.jspecify.annotations.NullMarked;
