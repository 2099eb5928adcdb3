// How a command ends when it cannot go on: a sentence on stderr and an exit code.
import { readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { type Config, readConfig } from '#core/core';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';

export type Say = TFunction;

/** 1: it could not be done. 2: it was asked wrongly. */
export function fail(t: Say, problem: Problem, code: 1 | 2 = 1): never {
  process.stderr.write(`tablewatch: ${sayProblem(t, problem)}\n`);
  process.exit(code);
}

/** Reads a config file; a wrong one ends the command with code 2 and one line per wrong member. */
export function loadConfig(file: string, t: Say): Config {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(
      `tablewatch: ${t('cli.configUnreadable', { file, reason: codeOf(error) })}\n`,
    );
    process.exit(2);
  }
  const config = readConfig(text, process.env);
  if (config.ok) return config.value;
  process.stderr.write(`tablewatch: ${t('cli.configWrong', { file })}\n`);
  for (const { path, message } of config.error) process.stderr.write(`  ${path}: ${message}\n`);
  process.exit(2);
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
