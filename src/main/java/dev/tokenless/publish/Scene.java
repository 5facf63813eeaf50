package dev.tokenless.publish;

import java.util.List;

/**
 * Where a command runs.
 *
 * @param variables what it sees of the environment
 * @param folders the folder from the repository's root; several in a loop over folders, none where it is not known
 * @param places where its script stands
 * @param via the tasks and files through which it was reached, the outermost first
 * @param inContainer whether it runs in a container of its own
 */
record Scene(
        Variables variables,
        Bindings bindings,
        List<String> folders,
        ScriptPlaces places,
        List<String> via,
        boolean inContainer) {
    Scene {
        folders = List.copyOf(folders);
        via = List.copyOf(via);
    }

    Scene in(List<String> newFolders) {
        return new Scene(variables, bindings, newFolders, places, via, inContainer);
    }

    Scene with(Variables newVariables) {
        return new Scene(newVariables, bindings, folders, places, via, inContainer);
    }

    Scene contained() {
        return new Scene(variables, bindings, folders, places, via, true);
    }

    /** The first folder, or the root where none is known. */
    String folder() {
        return folders.isEmpty() ? "" : folders.getFirst();
    }
}
