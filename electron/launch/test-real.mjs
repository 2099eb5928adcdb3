// `npm run test:real`: the tests against a real NocoDB, which it installs first.
import { compiler } from './debian-packages.mjs';
import { requireNode } from './node-version.mjs';
import { done } from './outcome.mjs';
import { launch } from './session.mjs';
import { runSteps } from './testing/counts.mjs';
import { desktopTests, nocodb, packages, systemPackages, upToDateBuild } from './testing/steps.mjs';

requireNode();

await launch(async (session) => {
  const steps = [
    packages(session),
    systemPackages(session, compiler),
    upToDateBuild(session),
    nocodb,
    desktopTests(session, 'tests with a real NocoDB', 'real'),
  ];
  return done(await runSteps(steps, () => session.stopCode !== null));
});
