package dev.tokenless.ui.part;

import dev.tokenless.ui.Sign;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of one family; size and colour come from style classes. */
public final class Icons {
    private Icons() {}

    /** An icon in the text's colour. */
    public static FontIcon of(Feather shape, String... styleClasses) {
        FontIcon icon = new FontIcon(shape);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /** The icon of a state in the state's colour. */
    public static FontIcon of(Sign sign, String... styleClasses) {
        FontIcon icon = of(sign.icon(), styleClasses);
        icon.getStyleClass().add(sign.tone().styleClass());
        return icon;
    }
}
