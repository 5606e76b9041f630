@NullMarked
package eu.paravent.server.administration.entity;

import org.jspecify.annotations.NullMarked;
