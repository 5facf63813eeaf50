package dev.tokenless.check.rules;

import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.RegistryId;

/** Whether an upload to the Python index is signed. */
final class Attestations {
    private Attestations() {}

    /**
     * pypi-publish signs by default since 1.11 when it publishes without a password (pypa/gh-action-pypi-publish,
     * action.yml); the other tools sign only what was attested before.
     */
    static boolean made(PublishJob job) {
        boolean index = job.registry().equals(RegistryId.PYPI) || job.registry().equals(RegistryId.TESTPYPI);
        return index
                && Tools.isPypiPublish(job)
                && !(job.authentication() instanceof Authentication.Token)
                && !(job.authentication() instanceof Authentication.Both)
                && !Tools.input(job, "attestations").equalsIgnoreCase("false")
                && Tools.attestationsByDefault(job);
    }
}
