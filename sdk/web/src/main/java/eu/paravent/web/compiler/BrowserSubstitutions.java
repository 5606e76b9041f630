package eu.paravent.web.compiler;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/**
 * What the compiler takes instead of classes that a browser does not have: parts of the JDK from
 * {@code eu.paravent.web.jdk}, and some of our own, whose stand-ins lie beside them with the prefix
 * {@code Browser}.
 */
public final class BrowserSubstitutions extends SimpleSubstitutionPolicy {
  @Override
  public void contribute(SubstitutionSink sink) {
    sink.selectClasses(inPackage("java", true).or(inPackage("javax", true)))
        .packagePrefix("eu.paravent.web.jdk.");
    sink.selectClasses(
            named("org.bouncycastle.crypto.ec.CustomNamedCurves")
                .or(named("org.bouncycastle.crypto.CryptoServicesRegistrar")))
        .packagePrefix("eu.paravent.web.jdk.");
    sink.selectClasses(
            named("eu.paravent.client.internal.delivery.JdkTransport")
                .or(named("eu.paravent.client.internal.engine.Threads"))
                .or(named("eu.paravent.mls.crypto.CommonPool"))
                .or(named("eu.paravent.mls.internal.provider.NativeProviders"))
                .or(named("eu.paravent.protocol.RecordShape")))
        .simpleNamePrefix("Browser");
  }
}
