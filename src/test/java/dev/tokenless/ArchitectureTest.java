package dev.tokenless;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds the rooms of the house to the directions that src/README.md draws. */
@AnalyzeClasses(packages = "dev.tokenless", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.tokenless.";

    /** Each room with the rooms that it may use. A room that is not here must not exist. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new TreeMap<>();
        rooms.put("build", Set.of());
        rooms.put("repo", Set.of());
        rooms.put("net", Set.of());
        rooms.put("ci", Set.of("repo"));
        rooms.put("publish", Set.of("ci", "repo"));
        rooms.put("oidc", Set.of("publish", "ci", "repo"));
        rooms.put("registry", Set.of("oidc", "publish", "ci", "repo", "net"));
        rooms.put("edit", Set.of("ci", "repo"));
        rooms.put("check", Set.of("edit", "registry", "oidc", "publish", "ci", "repo", "net"));
        rooms.put("fix", with(rooms.get("check"), "check"));
        rooms.put("github", Set.of("repo", "net"));
        rooms.put("sandbox", with(rooms.get("registry"), "registry"));
        rooms.put("diagnose", with(rooms.get("fix"), "fix"));
        rooms.put("migration", with(rooms.get("diagnose"), "diagnose", "github", "sandbox"));
        rooms.put("report", with(rooms.get("migration"), "migration"));
        rooms.put("cli", with(rooms.get("report"), "report"));
        rooms.put("ui", with(rooms.get("report"), "report"));
        rooms.put("app", Set.of("cli", "ui"));
        return rooms;
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        Set<String> all = new TreeSet<>(rooms);
        all.addAll(Set.of(more));
        return all;
    }

    @ArchTest
    static void each_room_uses_only_the_rooms_it_may(JavaClasses classes) {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = room(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (!target.getPackageName().startsWith(ROOT)) {
                    continue;
                }
                String to = room(target);
                if (!to.equals(from) && !ROOMS.getOrDefault(from, Set.of()).contains(to)) {
                    wrong.add(type.getName() + " uses " + target.getName());
                }
            }
            if (!ROOMS.containsKey(from)) {
                wrong.add(type.getName() + " stands in no room of the house");
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String room(JavaClass type) {
        String rest = type.getPackageName()
                .substring(Math.min(ROOT.length(), type.getPackageName().length()));
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().matching("dev.tokenless.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_screens_know_javafx = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tokenless.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..", "org.kordamp..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tokenless.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule nothing_is_called_util_helper_manager = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..helper..");
}
