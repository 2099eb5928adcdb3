// Says why the app cannot start, where the person looks: in the terminal, or in a box when there is none.
import { app, dialog } from 'electron';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import type { Speech } from './speech';

/**
 * @param box false in tests, where nobody could close it
 * @returns never comes back with a running app: the process ends with exit code 1
 */
export function failToStart(problem: Problem, speech: Speech, box: boolean): void {
  const sentence = sayProblem(speech.t, problem);
  process.stderr.write(`${sentence}\n`);
  if (box && app.isReady() && !process.stderr.isTTY) dialog.showErrorBox('Tablewatch', sentence);
  app.exit(1);
}
