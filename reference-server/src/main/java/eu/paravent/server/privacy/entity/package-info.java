@NullMarked
package eu.paravent.server.privacy.entity;

import org.jspecify.annotations.NullMarked;
