package dev.tokenless.ui.project;

import dev.tokenless.publish.Authentication;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Upload;

/** How an upload is called in a list, and how it logs in today. */
final class ProjectNames {
    private ProjectNames() {}

    static String name(Texts texts, Upload upload) {
        return bare(texts, upload) + " \u00b7 " + RegistryNames.of(upload.registry());
    }

    /** The name without its registry. */
    static String bare(Texts texts, Upload upload) {
        return Visible.of(upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName());
    }

    /** Where it is uploaded; empty where no job does. */
    static String job(Upload upload) {
        var examined = upload.examined();
        return examined == null
                ? ""
                : Visible.of(FileNames.name(examined.job().path()) + " "
                        + examined.job().job());
    }

    static Sign sign(Upload upload) {
        var examined = upload.examined();
        if (examined == null) {
            return Sign.NONE;
        }
        return switch (examined.job().authentication()) {
            case Authentication.Trusted _ -> Sign.TRUSTED;
            case Authentication.Token _ -> Sign.TOKEN;
            case Authentication.Both _ -> Sign.WARNING;
            case Authentication.Unknown _ -> Sign.UNKNOWN;
        };
    }
}
