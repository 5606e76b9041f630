package eu.paravent.server.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** What a host can write down: supertypes, and members that are public or protected. */
final class PublicSignatures extends ArchCondition<JavaClass> {
  private final DescribedPredicate<JavaClass> forbidden;

  PublicSignatures(DescribedPredicate<JavaClass> forbidden) {
    super("not have in their public signatures types that " + forbidden.getDescription());
    this.forbidden = forbidden;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getRawSuperclass().ifPresent(parent -> check(type.getName(), Set.of(parent), events));
    check(type.getName(), type.getRawInterfaces(), events);
    for (JavaMember member : type.getMembers()) {
      if (isVisible(member)) {
        if (member instanceof JavaField field) {
          check(member.getFullName(), field.getAllInvolvedRawTypes(), events);
        } else if (member instanceof JavaCodeUnit unit) {
          check(member.getFullName(), unit.getAllInvolvedRawTypes(), events);
          check(member.getFullName(), Set.copyOf(unit.getExceptionTypes()), events);
        }
      }
    }
  }

  private static boolean isVisible(JavaMember member) {
    return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
        && (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private void check(String where, Set<JavaClass> types, ConditionEvents events) {
    types.stream()
        .filter(forbidden)
        .forEach(
            type ->
                events.add(SimpleConditionEvent.violated(type, where + " has " + type.getName())));
  }
}
