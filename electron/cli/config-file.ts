// Reads the config file of a command.
import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '#core/core';
import type { Say } from './failure';

/** A wrong one ends the command with code 2 and one line per wrong member. */
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
