package eu.paravent.mls.internal.tree;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.credential.Credential;

/** What a client puts into every leaf of its own. */
public record LeafTemplate(
    Credential credential, Capabilities capabilities, Extensions extensions) {}
