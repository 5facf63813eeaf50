package dev.tokenless.build;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * The {@code equals} or {@code hashCode} that a record has by itself, as {@link java.lang.runtime.ObjectMethods} makes them:
 * component by component, each by the method of its type.
 */
record RecordMethod(ClassDesc owner, boolean equality, List<Component> components) {
    private static final ClassDesc BOOTSTRAP = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    /** A component of the record. */
    record Component(String name, ClassDesc type) {}

    /** Reads a call in the record of this name; nothing where it is no such method. */
    static Optional<RecordMethod> of(ClassDesc owner, InvokeDynamicInstruction call) {
        String name = call.name().stringValue();
        boolean equality = name.equals("equals");
        if (!call.bootstrapMethod().owner().equals(BOOTSTRAP) || !(equality || name.equals("hashCode"))) {
            return Optional.empty();
        }
        List<Component> components = call.bootstrapArgs().stream()
                .filter(DirectMethodHandleDesc.class::isInstance)
                .map(DirectMethodHandleDesc.class::cast)
                .map(getter -> new Component(
                        getter.methodName(), getter.invocationType().returnType()))
                .toList();
        return Optional.of(new RecordMethod(owner, equality, components));
    }

    /** Writes it as the body of a static method of the record, and for {@code equals} of the other object too. */
    void write(CodeBuilder code) {
        if (equality) {
            writeEquals(code);
        } else {
            writeHashCode(code);
        }
    }

    private void writeEquals(CodeBuilder code) {
        Label differs = code.newLabel();
        Label other = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(owner).ifeq(differs);
        code.aload(1).checkcast(owner).astore(2);
        for (Component component : components) {
            code.aload(0).getfield(owner, component.name(), component.type());
            code.aload(2).getfield(owner, component.name(), component.type());
            switch (TypeKind.from(component.type())) {
                case REFERENCE ->
                    code.invokestatic(
                                    OBJECTS,
                                    "equals",
                                    MethodTypeDesc.of(
                                            ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                            .ifeq(differs);
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE ->
                    code.invokestatic(
                                    boxed(component.type()),
                                    "compare",
                                    MethodTypeDesc.of(ConstantDescs.CD_int, component.type(), component.type()))
                            .ifne(differs);
                case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(differs);
                case VOID -> throw new IllegalArgumentException(component + " is no component");
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    private void writeHashCode(CodeBuilder code) {
        code.iconst_0();
        for (Component component : components) {
            code.bipush(31).imul();
            code.aload(0).getfield(owner, component.name(), component.type());
            boolean reference = !component.type().isPrimitive();
            code.invokestatic(
                    reference ? OBJECTS : boxed(component.type()),
                    "hashCode",
                    MethodTypeDesc.of(ConstantDescs.CD_int, reference ? ConstantDescs.CD_Object : component.type()));
            code.iadd();
        }
        code.ireturn();
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalArgumentException(primitive + " is no primitive type");
        };
    }
}
