package dev.tokenless.build;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;

/**
 * The choice that a switch over types makes, as {@link java.lang.runtime.SwitchBootstraps#typeSwitch} defines it: of a value
 * and the place to begin at, the number of the first type from there on that the value has; the number of types where it has
 * none, and -1 for null.
 */
record TypeSwitch(List<ClassDesc> types) {
    private static final ClassDesc BOOTSTRAP = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

    /** Reads a call; nothing where it is no such switch, or one over other things than types alone. */
    static Optional<TypeSwitch> of(InvokeDynamicInstruction call) {
        boolean chooses = call.bootstrapMethod().owner().equals(BOOTSTRAP)
                && call.bootstrapMethod().methodName().equals("typeSwitch");
        List<ClassDesc> types = call.bootstrapArgs().stream()
                .filter(label -> label instanceof ClassDesc type && !type.isPrimitive())
                .map(ClassDesc.class::cast)
                .toList();
        return chooses && types.size() == call.bootstrapArgs().size()
                ? Optional.of(new TypeSwitch(types))
                : Optional.empty();
    }

    /** Writes it as the body of a static method of the value and the place to begin at. */
    void write(CodeBuilder code) {
        Label present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int number = 0; number < types.size(); number++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(number).if_icmpgt(next);
            code.aload(0).instanceOf(types.get(number)).ifeq(next);
            code.loadConstant(number).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }
}
