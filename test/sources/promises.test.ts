// What every source says of itself is so: its abilities against its deliveries, its form against its config, its words.
// Each failure says what to do.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Source } from '#core/sources/bind';
import { sources } from '#core/sources/index';
import type { ChangeDraft } from '#core/sources/source';
import { locales, type Words } from '#shared/locale';
import { sourceIds } from '#shared/services';
import type { Telling } from '#shared/source-info';
import { bindGolden, goldenOf, readGolden } from './golden';

const must = (isSo: boolean, orElse: string) => expect(isSo, orElse).toBe(true);

test('every folder is a source: in the list once, and among the services', () => {
  const home = fileURLToPath(new URL('../../electron/core/sources', import.meta.url));
  const folders = readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const listed = sources.map(({ id }) => id);
  for (const folder of folders) {
    must(
      listed.some((id) => id === folder),
      `add ${folder} to electron/core/sources/index.ts`,
    );
    must(
      sourceIds.some((id) => id === folder),
      `add ${folder} to shared/services.ts`,
    );
  }
  expect([...listed].sort(), 'info.id is the name of the folder, once').toEqual(folders.sort());
});

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const { info } = source;
  const { abilities } = info;
  const files = goldenOf(id);
  const drafts = files.flatMap((file) => {
    const read = readGolden(source, file);
    return (read.ok ? read.value : []).map((draft) => ({ draft, channel: file.channel }));
  });
  const bounds = files.map((file) => bindGolden(source, file));
  const shown = (isOne: (draft: ChangeDraft) => boolean) =>
    drafts.some(({ draft }) => isOne(draft));

  test.each([
    ['push', abilities.push],
    ['live', abilities.live],
    ['catch-up', abilities.catchUp === 'log'],
  ] as const)(
    'a delivery by %s stands among the golden ones where there is that road',
    (channel, has) => {
      const isThere = drafts.some((one) => one.channel === channel);
      if (has) must(isThere, `add a golden delivery with changes and "channel": "${channel}"`);
      else
        must(!isThere, `a golden delivery says "channel": "${channel}", which the adapter lacks`);
    },
  );

  test.each([
    ['beforeValues', hasBefore('updated'), 'an updated record with before-values'],
    ['actor', ({ actor }: ChangeDraft) => actor.kind !== 'unknown', 'a change with its actor'],
    ['deletedContent', hasBefore('deleted'), 'a deleted record with before-values'],
  ] as const)('%s is what its deliveries show', (name, isOne, what) => {
    const telling: Telling = abilities[name];
    if (telling === 'stated' || telling === 'partly') {
      must(
        shown(isOne),
        `info.abilities.${name} is '${telling}': add a golden delivery of ${what}`,
      );
    } else {
      must(
        !shown(isOne),
        `a golden delivery has ${what}: info.abilities.${name} is more than ${telling}`,
      );
    }
    if (telling === 'compared') {
      must(
        bounds.every(({ tables }) => tables !== null),
        `${name} 'compared' takes \`tables\``,
      );
    }
    if (telling === 'partly') {
      must(info.notes[name] !== undefined, `${name} is 'partly': info.notes.${name} says when`);
    }
  });

  test('something brings changes', () => {
    must(abilities.push || abilities.live, 'info.abilities.push is false and there is no `live`');
    if (abilities.push) must(info.steps.length > 0, 'info.steps say how a hook is made by hand');
    must(info.events.length > 0, 'info.events is empty');
    expect(new URL(info.documentation).protocol).toBe('https:');
  });

  test('its form asks for members of its config, target and secrets', () => {
    for (const field of info.form) {
      if (field.secret) {
        must(source.secrets.includes(field.name), `secrets lacks ${field.name} of info.form`);
      } else {
        must(knowsConfig(source, field.name), `config lacks ${field.name} of info.form`);
      }
    }
    for (const { name, secret } of info.targetForm) {
      must(!secret, `${name} of info.targetForm is a secret: those belong to the connection`);
      must(knows(source.checkTarget({ [name]: '' })), `target lacks ${name} of info.targetForm`);
    }
    for (const name of [info.baseMember, info.redirect?.member]) {
      if (name) must(knowsConfig(source, name), `config lacks ${name}, which info names`);
    }
    const strange = { 'no-such-member': '' };
    must(!knows(source.checkConfig(strange)), 'config takes any member: make it a z.strictObject');
    must(!knows(source.checkTarget(strange)), 'target takes any member: make it a z.strictObject');
    const ways = new Set(info.form.flatMap(({ way }) => way ?? []));
    if (abilities.signIn) must(ways.has('signIn'), 'a field of info.form has `way: "signIn"`');
  });

  test('every secret that a member names is one of its secrets', () => {
    const { hookSecret } = source;
    const named = [
      ...source.checkedBy,
      ...source.readBy,
      ...source.calledBy.flat(),
      ...(hookSecret ? [hookSecret.entered, hookSecret.madeOf] : []),
      ...bounds.flatMap(({ live }) => live?.openedBy ?? []),
    ];
    const unknown = named.filter((name) => !source.secrets.includes(name));
    expect(unknown, 'add them to `secrets`').toEqual([]);
  });

  test('speaks every language', () => {
    for (const [where, words] of wordsOf(source, bounds)) {
      for (const locale of locales) {
        must(words[locale].trim() !== '', `${where} says nothing in ${locale}`);
      }
    }
  });

  test('its sentences are translated, and its few words are few', () => {
    const sentences = [...info.steps, ...info.limits, info.limit, ...Object.values(info.notes)];
    for (const words of sentences) {
      must(/\p{Script=Han}/u.test(words['zh-CN']), `not in Chinese yet: ${words['zh-CN']}`);
      must(words.fr !== words.en, `not in French yet: ${words.fr}`);
    }
    must(info.limits.length > 0, 'info.limits is empty: every service has some');
    for (const words of [info.limit, ...Object.values(info.notes)]) {
      for (const locale of locales) {
        const text = words[locale];
        must(text.length <= 80, `no more than 80 characters fit into the table: ${text}`);
        must(!/[.。]$/.test(text), `no full stop in the table: ${text}`);
      }
    }
  });
});

function hasBefore(action: ChangeDraft['action']): (draft: ChangeDraft) => boolean {
  return (draft) =>
    draft.subject === 'record' &&
    draft.action === action &&
    draft.changes.some(
      ({ before, beforeText }) => before !== undefined || (beforeText ?? '') !== '',
    );
}

const knows = (issues: ReturnType<Source['checkConfig']>) =>
  issues.every(({ message }) => message !== 'expected no such member');
const knowsConfig = (source: Source, name: string) => knows(source.checkConfig({ [name]: '' }));

type NamedWords = readonly [where: string, words: Words];

function wordsOf(
  { info }: Source,
  bounds: readonly ReturnType<typeof bindGolden>[],
): readonly NamedWords[] {
  return [
    ['info.name', info.name],
    ['info.limit', info.limit],
    ...Object.entries(info.terms).map(([term, words]): NamedWords => [`info.terms.${term}`, words]),
    ...Object.entries(info.notes).map(([note, words]): NamedWords => [`info.notes.${note}`, words]),
    ...[...info.form, ...info.targetForm].flatMap(
      ({ choices, help, label, name }): NamedWords[] => [
        [`the label of ${name}`, label],
        ...(help ? [[`the help of ${name}`, help] as const] : []),
        ...(choices ?? []).map((one): NamedWords => [`${name}: ${one.value}`, one.label]),
      ],
    ),
    ...info.events.map((event): NamedWords => [`the event ${event.type}`, event.label]),
    ...info.steps.map((words, index): NamedWords => [`info.steps[${index}]`, words]),
    ...info.limits.map((words, index): NamedWords => [`info.limits[${index}]`, words]),
    ...bounds.flatMap(({ meters }) =>
      meters.map((meter): NamedWords => [`the meter ${meter.id}`, meter.label]),
    ),
  ];
}
