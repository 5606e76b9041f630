package eu.paravent.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;

/**
 * Who may know whom, on the classes as they were built. Here, because this module's tests are the
 * only place where the SDK, the testkit and the server are all on the class path.
 */
@AnalyzeClasses(packages = "eu.paravent", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
  @ArchTest
  static final ArchRule mlsKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.mls..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("eu.paravent..").and(not(resideInAPackage("eu.paravent.mls.."))));

  @ArchTest
  static final ArchRule mlsIsCalculationOnly =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.mls..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..",
              "java.nio.channels..",
              "java.net..",
              "java.sql..",
              "java.util.logging..",
              "com.grack..",
              "com.authlete..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, java.util.concurrent.Executor.class, java.io.File.class);

  @ArchTest
  static final ArchRule protocolKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.protocol..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("eu.paravent..")
                  .and(not(resideInAPackage("eu.paravent.protocol.."))));

  @ArchTest
  static final ArchRule clientKnowsTheSdkOnly =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("eu.paravent.testkit..", "eu.paravent.server..");

  @ArchTest
  static final ArchRule onlyEngineAndKeysKnowMls =
      noClasses()
          .that(
              resideInAPackage("eu.paravent.client..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "eu.paravent.client.internal.engine..",
                              "eu.paravent.client.internal.keys.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.mls..");

  @ArchTest
  static final ArchRule onlyDeliveryKnowsTheProtocol =
      noClasses()
          .that(
              resideInAPackage("eu.paravent.client..")
                  .and(not(resideInAPackage("eu.paravent.client.internal.delivery.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.protocol..");

  @ArchTest
  static final ArchRule hostsSeeNeitherMlsNorProtocol =
      classes()
          .that(
              resideInAPackage("eu.paravent.client..")
                  .and(not(resideInAPackage("eu.paravent.client.internal.."))))
          .and()
          .arePublic()
          .should(
              new PublicSignatures(
                  resideInAnyPackage(
                      "eu.paravent.mls..",
                      "eu.paravent.protocol..",
                      "com.grack..",
                      "com.authlete..",
                      "com.h2database..",
                      "org.bouncycastle..")));

  @ArchTest
  static final ArchRule hostsSeeNothingInternal =
      classes()
          .that(
              resideInAPackage("eu.paravent.client..")
                  .and(not(resideInAPackage("eu.paravent.client.internal.."))))
          .and()
          .arePublic()
          .should(new PublicSignatures(resideInAPackage("eu.paravent.client.internal..")));

  @ArchTest
  static final ArchRule testkitDoesNotKnowTheServer =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.server..");

  @ArchTest
  static final ArchRule serverKnowsTheProtocolAndOfMlsWhatNeedsNoSecrets =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.server..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "eu.paravent.client..", "eu.paravent.testkit..", "eu.paravent.mls..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "eu.paravent.mls.observer..", "eu.paravent.mls.credential..")))
                  // what the observer takes and throws
                  .and(not(JavaClass.Predicates.type(eu.paravent.mls.MlsException.class)))
                  .and(not(JavaClass.Predicates.type(eu.paravent.mls.CipherSuite.class)))
                  // the names of what a suite is made of, for the inventory of cryptography
                  .and(
                      not(
                          resideInAPackage("eu.paravent.mls.crypto")
                              .and(JavaClass.Predicates.simpleNameEndingWith("Algorithm"))))
                  .and(not(JavaClass.Predicates.belongToAnyOf(eu.paravent.mls.GroupPolicy.class))));

  @ArchTest
  static final ArchRule sdkRunsInAnyHost =
      noClasses()
          .that(sdk())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "javax.annotation..",
              "javax.ejb..",
              "javax.enterprise..",
              "javax.inject..",
              "javax.persistence..",
              "javax.servlet..",
              "javax.transaction..",
              "javax.ws..",
              "org.slf4j..",
              "org.apache..");

  @ArchTest static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule noHibernate =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.hibernate..");

  @ArchTest
  static final ArchRule staticsDoNotChange =
      fields()
          .that()
          .areStatic()
          .and()
          // compiled for a browser: a page has one core, and no other host shares its class loader
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("eu.paravent.web..")
          .and()
          // made by the compiler, for assertions and switches over enums
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          // woven into entities, filled once
          .and()
          .haveNameNotStartingWith("_persistence")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule staticsHoldNothingThatGrows =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(
              JavaClass.Predicates.assignableTo(Collection.class)
                  .or(JavaClass.Predicates.assignableTo(Map.class))
                  .and(not(JavaClass.Predicates.INTERFACES)))
          .orShould()
          .haveRawType(
              resideInAnyPackage("java.util.concurrent.atomic..", "java.util.concurrent.locks.."))
          .orShould()
          .haveRawType(JavaClass.Predicates.assignableTo(ThreadLocal.class))
          .orShould()
          .haveRawType(JavaClass.Predicates.assignableTo(java.util.concurrent.Executor.class));

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> sdk() {
    return resideInAnyPackage(
        "eu.paravent.mls..",
        "eu.paravent.protocol..",
        "eu.paravent.client..",
        "eu.paravent.testkit..");
  }
}
