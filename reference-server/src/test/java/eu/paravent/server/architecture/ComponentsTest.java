package eu.paravent.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Within the server: HTTP stops at boundary, SQL at entity, and components meet in control. */
@AnalyzeClasses(
    packages = "eu.paravent.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ComponentsTest {
  private static final Pattern LAYER =
      Pattern.compile("eu\\.paravent\\.server\\.(\\w+)\\.(boundary|control|entity)");

  @ArchTest
  static final ArchRule componentsCallOnlyTheControlOfOthers =
      classes()
          .that()
          .resideInAPackage("eu.paravent.server..")
          .should(
              new ArchCondition<JavaClass>("call only the control of other components") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(dependency -> isIntrusion(type, dependency.getTargetClass()))
                      .map(Dependency::getDescription)
                      .forEach(
                          description ->
                              events.add(SimpleConditionEvent.violated(type, description)));
                }
              });

  @ArchTest
  static final ArchRule layersLookDownwards =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.server.*.control..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.server.*.boundary..");

  @ArchTest
  static final ArchRule entitiesKnowNothingAbove =
      noClasses()
          .that()
          .resideInAPackage("eu.paravent.server.*.entity..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.server.*.boundary..");

  /** The audit log has what people do with power over others' data, and nothing that users do. */
  @ArchTest
  static final ArchRule whatUsersDoIsNotAudited =
      noClasses()
          .that()
          .resideInAnyPackage(
              "eu.paravent.server.attachments..",
              "eu.paravent.server.delivery..",
              "eu.paravent.server.devices..",
              "eu.paravent.server.invites..",
              "eu.paravent.server.keypackages..",
              "eu.paravent.server.sessions..",
              "eu.paravent.server.wakeups..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.paravent.server.audit..");

  @ArchTest
  static final ArchRule httpStopsAtBoundary =
      noClasses()
          .that()
          .resideInAnyPackage("eu.paravent.server.*.control..", "eu.paravent.server.*.entity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.websocket..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule sqlStopsAtEntity =
      noClasses()
          .that()
          .resideInAnyPackage("eu.paravent.server.*.boundary..", "eu.paravent.server.*.control..")
          // only who repeats a transaction, and who logs it, looks at the state of an SQLException
          .and()
          .doNotHaveSimpleName("Attempts")
          .and()
          .doNotHaveSimpleName("WithoutMessage")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql.."));

  private static boolean isIntrusion(JavaClass from, JavaClass to) {
    Matcher target = LAYER.matcher(to.getPackageName());
    return target.matches()
        && !target.group(2).equals("control")
        && !from.getPackageName().startsWith("eu.paravent.server." + target.group(1) + ".");
  }
}
