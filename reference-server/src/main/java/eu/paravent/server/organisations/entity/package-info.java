@NullMarked
package eu.paravent.server.organisations.entity;

import org.jspecify.annotations.NullMarked;
