package eu.paravent.web.compiler;

import org.teavm.extension.spi.reflection.SimpleReflectionPolicy;

/** Keeps the fields and constructors of the protocol's records, which JSON is read into. */
public final class BrowserReflection extends SimpleReflectionPolicy {
  @Override
  protected void setup() {
    selectClasses(inPackage("eu.paravent.protocol", true).and(extending(Record.class)))
        .reflectableFields(INSTANCE)
        .reflectableMethods(named("<init>"));
  }
}
