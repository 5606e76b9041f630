package eu.paravent.web.compiler;

import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.ReferenceCache;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.parsing.ClassRefsRenamer;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Takes monitors out of classes that never wait inside one: there, threads that take turns by
 * themselves exclude each other anyway. Left in, one monitor within reach of a {@code toString}
 * would make the compiler believe that nearly everything may wait, which costs size and speed.
 *
 * <p>And gives certificates a reader for their times.
 */
public final class BrowserCompiler implements TeaVMPlugin, ClassHolderTransformer {
  private static final MethodDescriptor TEXT = new MethodDescriptor("toString", String.class);

  private static final String[] NEVER_WAIT = {
    "java.io.",
    "java.util.",
    "java.lang.String",
    "java.security.",
    "org.bouncycastle.",
    "com.authlete.",
    "com.grack.",
    "eu.paravent.mls.",
    "eu.paravent.protocol."
  };

  /** Their texts are for debugging, and reach far. */
  private static final String[] NEVER_SHOWN = {
    "com.authlete.", "org.bouncycastle.asn1.x500.", "org.bouncycastle.asn1.x509."
  };

  private final ClassRefsRenamer times =
      new ClassRefsRenamer(
          new ReferenceCache(),
          name ->
              name.equals("java.text.SimpleDateFormat")
                  ? "eu.paravent.web.jdk.CertificateTimes"
                  : name);

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    for (String prefix : NEVER_WAIT) {
      if (type.getName().startsWith(prefix)
          && !type.getName().startsWith("java.util.concurrent.")) {
        type.getMethods().forEach(BrowserCompiler::strip);
      }
    }
    for (String prefix : NEVER_SHOWN) {
      MethodHolder text = type.getMethod(TEXT);
      if (type.getName().startsWith(prefix) && text != null) {
        type.removeMethod(text);
      }
    }
    if (type.getName().startsWith("org.bouncycastle.asn1.")) {
      for (MethodHolder method : List.copyOf(type.getMethods())) {
        type.removeMethod(method);
        type.addMethod(times.rename(method));
      }
    }
  }

  private static void strip(MethodHolder method) {
    method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
    Program program = method.getProgram();
    if (program == null) {
      return;
    }
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (instruction instanceof MonitorEnterInstruction
            || instruction instanceof MonitorExitInstruction) {
          instruction.delete();
        }
      }
    }
  }
}
