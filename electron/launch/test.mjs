// `npm test`: installs what is missing, then every check and every test that needs nothing from outside.
// `npm test -- --quick` leaves out packaging and the tests in the real app.
import { requireNode } from './node-version.mjs';
import { done } from './outcome.mjs';
import { launch } from './session.mjs';
import { runSteps } from './testing/counts.mjs';
import {
  checks,
  coreTests,
  desktopTests,
  packages,
  packaging,
  systemPackages,
} from './testing/steps.mjs';

requireNode();

const isQuick = process.argv.includes('--quick');

/** Networks that can be cut, for the tests of the tunnels; only root can make one. */
const networkPrograms = process.getuid?.() === 0 ? ['ip'] : [];

await launch(async (session) => {
  const inTheApp = [packaging(session), desktopTests(session, 'app tests', 'app')];
  const steps = [
    packages(session),
    ...(isQuick ? [] : [systemPackages(session, networkPrograms)]),
    ...checks(session),
    coreTests(session, !isQuick),
    ...(isQuick ? [] : inTheApp),
  ];
  return done(await runSteps(steps, () => session.stopCode !== null));
});
