package dev.tokenless.ui.shell;

import java.util.List;

/**
 * What a start for the start-up cache loads besides: it is drawn off-screen, and the classes of a desktop would be read from
 * their jar at each start.
 */
final class Training {
    /** Those of JavaFX that a start under GTK loads and one off-screen does not. */
    private static final List<String> DESKTOP = List.of(
            "com.sun.glass.ui.InvokeLaterDispatcher",
            "com.sun.glass.ui.InvokeLaterDispatcher$Future",
            "com.sun.glass.ui.InvokeLaterDispatcher$InvokeLaterSubmitter",
            "com.sun.glass.ui.Size",
            "com.sun.glass.ui.delegate.ClipboardDelegate",
            "com.sun.glass.ui.delegate.MenuBarDelegate",
            "com.sun.glass.ui.delegate.MenuDelegate",
            "com.sun.glass.ui.delegate.MenuItemDelegate",
            "com.sun.glass.ui.gtk.GtkApplication",
            "com.sun.glass.ui.gtk.GtkClipboardDelegate",
            "com.sun.glass.ui.gtk.GtkCursor",
            "com.sun.glass.ui.gtk.GtkDnDClipboard",
            "com.sun.glass.ui.gtk.GtkPixels",
            "com.sun.glass.ui.gtk.GtkPlatformFactory",
            "com.sun.glass.ui.gtk.GtkRobot",
            "com.sun.glass.ui.gtk.GtkSystemClipboard",
            "com.sun.glass.ui.gtk.GtkTimer",
            "com.sun.glass.ui.gtk.GtkView",
            "com.sun.glass.ui.gtk.GtkWindow",
            "com.sun.javafx.application.preferences.PreferenceMapping",
            "java.util.concurrent.LinkedBlockingDeque");

    private Training() {}

    /** Loads the classes that are there, which those of another system's JavaFX are not, and runs nothing of them. */
    static void loadDesktop() {
        for (String name : DESKTOP) {
            try {
                Class.forName(name, false, Training.class.getClassLoader());
            } catch (ClassNotFoundException elsewhere) {
                System.getLogger(Training.class.getName()).log(System.Logger.Level.DEBUG, "not here", elsewhere);
            }
        }
    }
}
