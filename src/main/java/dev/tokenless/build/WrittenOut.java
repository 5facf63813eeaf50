package dev.tokenless.build;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Run by the build: writes into the classes what Java would otherwise make anew at every start. A switch over types, and the
 * {@code equals} and {@code hashCode} of a record, are compiled to calls that are linked when they are first reached: the
 * virtual machine then builds a class for each switch and a tree of method handles for each record, and no start-up cache
 * keeps them. Written out they are a few comparisons, which mean the same.
 */
final class WrittenOut {
    private static final String BOOTSTRAPS = "java/lang/runtime/";

    private final ClassFile format;

    /** Knows the types that a class path holds. */
    WrittenOut(ClassLoader types) {
        this.format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(types).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /**
     * Rewrites the classes of a folder that hold such calls.
     *
     * @param arguments the folder that classes are compiled to, which is on the class path too
     */
    static void main(String[] arguments) throws IOException {
        WrittenOut written = new WrittenOut(WrittenOut.class.getClassLoader());
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                byte[] compiled = Files.readAllBytes(file);
                byte[] out = written.out(compiled);
                if (out != compiled) {
                    Files.write(file, out);
                }
            }
        }
    }

    /** The class with its calls written out; the same array where it has none. */
    byte[] out(byte[] compiled) {
        if (!new String(compiled, StandardCharsets.ISO_8859_1).contains(BOOTSTRAPS)) {
            return compiled;
        }
        ClassModel type = format.parse(compiled);
        ClassDesc owner = type.thisClass().asSymbol();
        boolean ofInterface = type.flags().has(AccessFlag.INTERFACE);
        List<Method> methods = new ArrayList<>();
        ClassTransform calls = ClassTransform.transformingMethodBodies((code, element) -> {
            Optional<Consumer<CodeBuilder>> body = body(owner, element);
            if (body.isPresent() && element instanceof InvokeDynamicInstruction call) {
                Method method = new Method(
                        call.name().stringValue() + "$" + methods.size(), call.typeSymbol(), body.orElseThrow());
                methods.add(method);
                code.invokestatic(owner, method.name(), method.signature(), ofInterface);
            } else {
                code.with(element);
            }
        });
        byte[] out = format.transformClass(
                type,
                calls.andThen(ClassTransform.endHandler(builder -> methods.forEach(method -> builder.withMethodBody(
                        method.name(),
                        method.signature(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        method.body())))));
        return methods.isEmpty() ? compiled : out;
    }

    /** What a call does, unless it is of another kind and stays. */
    private static Optional<Consumer<CodeBuilder>> body(ClassDesc owner, CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                ? TypeSwitch.of(call)
                        .map(body -> (Consumer<CodeBuilder>) body::write)
                        .or(() -> RecordMethod.of(owner, call).map(body -> body::write))
                : Optional.empty();
    }

    private record Method(String name, MethodTypeDesc signature, Consumer<CodeBuilder> body) {}
}
