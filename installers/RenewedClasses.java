import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Run by the installer's build on a library whose classes are written in the form of Java 5, which no start-up cache keeps:
 * the same classes in the form of Java 17, with the stack maps that this form asks for, each verified. Nothing else changes.
 */
public final class RenewedClasses {
    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final int JAVA_17 = 61;

    private RenewedClasses() {}

    /**
     * Renews jars in place.
     *
     * @param args the jars
     */
    public static void main(String[] args) throws IOException {
        for (String jar : args) {
            renew(Path.of(jar));
        }
    }

    private static void renew(Path jar) throws IOException {
        Map<String, byte[]> entries = entries(jar);
        ClassFile form = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.DeadCodeOption.PATCH_DEAD_CODE,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(
                                (ClassDesc type) -> open(entries, type))
                        .orElse(ClassHierarchyResolver.defaultResolver())));
        Path renewed = jar.resolveSibling(jar.getFileName() + ".renewed");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(renewed))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry written = new ZipEntry(entry.getKey());
                written.setTime(0);
                out.putNextEntry(written);
                out.write(entry.getKey().endsWith(".class") ? renewed(form, entry.getValue()) : entry.getValue());
                out.closeEntry();
            }
        }
        // A start-up cache fits only jars of the very times that it was made with.
        Files.setLastModifiedTime(renewed, Files.getLastModifiedTime(jar));
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] renewed(ClassFile form, byte[] old) {
        ClassModel model = form.parse(old);
        if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
            return old;
        }
        MethodTransform code = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
        byte[] renewed = form.transformClass(
                model,
                ((ClassTransform) (builder, element) -> {
                            if (element instanceof MethodModel method) {
                                builder.transformMethod(method, code);
                            } else {
                                builder.with(element);
                            }
                        })
                        .andThen(ClassTransform.endHandler(builder -> builder.withVersion(JAVA_17, 0))));
        if (!form.verify(renewed).isEmpty()) {
            throw new IllegalStateException(
                    model.thisClass().asInternalName() + ": " + form.verify(renewed));
        }
        return renewed;
    }

    private static InputStream open(Map<String, byte[]> entries, ClassDesc type) {
        String name = type.descriptorString();
        byte[] bytes = entries.get(name.substring(1, name.length() - 1) + ".class");
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return entries;
    }
}
