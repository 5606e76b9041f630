@NullMarked
package eu.paravent.server.invites.entity;

import org.jspecify.annotations.NullMarked;
