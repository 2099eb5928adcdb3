#!/usr/bin/env node
// Entry of the command line: the same core as the app, without a window.
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { deliveryStates } from '#shared/delivery';
import { chooseLocale } from '#shared/locale';
import { createText } from '#shared/text/text';
import { listDeliveries } from './deliveries';
import { listEvents } from './events';
import { showRecord } from './record';
import { replay } from './replay';
import { serve } from './serve';
import { showStatus } from './status';
import { check, unwatch } from './unwatch';

const manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }; // our own manifest, shipped beside the bundle

const { env } = process;
const t = createText(chooseLocale([env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? 'en']));

function port(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) throw new InvalidArgumentError(t('cli.portNumber'));
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(t('cli.wholeNumber'));
  return Number(text);
}

/** A day alone is its beginning in UTC, a time without a zone is of this machine's. */
function moment(text: string): number {
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError(t('cli.isoTime'));
  return at;
}

const program = new Command('tablewatch')
  .description(t('cli.about'))
  .version(manifest.version)
  .showHelpAfterError();

const format = () =>
  new Option('--format <format>', t('cli.format'))
    .choices(['ndjson', 'csv', 'md'])
    .default('ndjson');
const data = () => new Option('--data <dir>', t('cli.data')).makeOptionMandatory();

program
  .command('serve')
  .description(t('cli.serve'))
  .addOption(data())
  .option('--config <file>', t('cli.config'))
  .option('--port <n>', t('cli.port'), port, 0)
  .option('--demo', t('cli.demo'))
  .action((options) => serve({ ...options, version: manifest.version, t }));

program
  .command('events')
  .description(t('cli.events'))
  .addOption(data())
  .option('--query <q>', t('cli.query'), '')
  .option('--limit <n>', t('cli.limit'), wholeNumber)
  .addOption(format())
  .action((options) => listEvents({ ...options, t }));

program
  .command('record')
  .description(t('cli.record'))
  .addOption(data())
  .requiredOption('--id <event>', t('cli.recordId'))
  .option('--at <time>', t('cli.recordAt'), moment)
  .addOption(format())
  .action((options) => showRecord({ ...options, t }));

program
  .command('deliveries')
  .description(t('cli.deliveries'))
  .addOption(data())
  .addOption(new Option('--state <state>', t('cli.state')).choices(deliveryStates))
  .action((options) => listDeliveries({ ...options, t }));

program
  .command('replay')
  .description(t('cli.replay'))
  .addOption(data())
  .option('--config <file>', t('cli.replayConfig'))
  .addOption(new Option('--all', t('cli.replayAll')).conflicts('delivery'))
  .option('--delivery <id>', t('cli.replayOne'))
  .action((options) => replay({ ...options, t }));

const connection = () => new Option('--connection <id>', t('cli.connection')).makeOptionMandatory();

program
  .command('unwatch')
  .description(t('cli.unwatch'))
  .addOption(data())
  .addOption(connection())
  .option('--config <file>', t('cli.unwatchConfig'))
  .action((options) => unwatch({ ...options, version: manifest.version, t }));

program
  .command('check')
  .description(t('cli.check'))
  .addOption(data())
  .addOption(connection())
  .option('--config <file>', t('cli.unwatchConfig'))
  .action((options) => check({ ...options, version: manifest.version, t }));

program
  .command('status')
  .description(t('cli.status'))
  .addOption(data())
  .action((options) => showStatus({ ...options, t }));

// A reader such as `head` may close the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

await program.parseAsync();
