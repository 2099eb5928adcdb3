// What every source must keep: its golden deliveries, no exception for any body, and honest words about itself.
import { describe, expect, test } from 'vitest';
import type { Source } from '#core/sources/bind';
import { sources } from '#core/sources/index';
import type { ChangeDraft, Verdict } from '#core/sources/source';
import { changeEvent } from '#shared/event';
import { locales, type Words } from '#shared/locale';
import { sourceIds } from '#shared/services';
import {
  bindGolden,
  bodyOf,
  deliveryOf,
  type Golden,
  goldenOf,
  labelFacts,
  written,
} from './golden';
import { createLabelBook } from './label-book';
import { createRandom, mutateBytes, mutateJson, randomJson } from './mutations';

const damagedPerDelivery = 40;

const draftShape = changeEvent
  .omit({
    id: true,
    seq: true,
    batchId: true,
    source: true,
    connectionId: true,
    subscriptionId: true,
    receivedAt: true,
    origin: true,
    deliveryId: true,
  })
  .loose();

/** Control characters that must not reach a page, a terminal or a notification. */
const controls = /(?![\t\n])\p{Cc}/u;

test('every source has a place in the list, once', () => {
  const listed = sources.map((source) => source.id);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.filter((id) => !sourceIds.includes(id))).toEqual([]);
});

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const files = goldenOf(id);

  test('has golden deliveries, good and bad', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.some(({ expect: wanted }) => (wanted.events ?? []).length > 0)).toBe(true);
    expect(
      files.some(({ expect: wanted }) => wanted.verdict.kind === 'reject' || wanted.issue),
    ).toBe(true);
  });

  describe.each(files.map((file) => [file.name, file] as const))('%s', (_name, file) => {
    test(file.about, () => {
      const bound = bindGolden(source, file);
      const verdict = bound.check(deliveryOf(file), file.now);
      expect(verdictOf(verdict)).toEqual(file.expect.verdict);
      if (file.expect.issue === undefined && file.expect.events === undefined) return;

      const read = readGolden(source, file);
      expect(read.ok ? undefined : read.error.code).toBe(file.expect.issue);
      expect(read.ok ? read.value.map(written) : undefined).toEqual(file.expect.events);
    });

    test('is the same changes when read again', () => {
      const [once, again] = [readGolden(source, file), readGolden(source, file)];
      if (!once.ok || !again.ok) return expect(again).toEqual(once);
      expect(again.value.map(identityOf)).toEqual(once.value.map(identityOf));
      expect(new Set(once.value.map(identityOf)).size).toBe(once.value.length);
    });

    test('never throws when it is damaged, and what is still read is in the normal form', () => {
      const random = createRandom(seedOf(`${id}/${file.name}`));
      for (const body of damagedBodies(random, file)) survives(source, file, body);
    });
  });

  test('tells different changes apart', () => {
    const known = new Map<string, unknown>();
    for (const file of files) {
      const read = readGolden(source, file);
      for (const draft of read.ok ? read.value : []) {
        const seen = known.get(identityOf(draft));
        if (seen !== undefined) expect(gistOf(draft)).toEqual(seen);
        known.set(identityOf(draft), gistOf(draft));
      }
    }
  });

  test('speaks every language', () => {
    for (const [where, words] of wordsOf(source)) {
      for (const locale of locales) {
        expect(words[locale].trim(), `${where} in ${locale}`).not.toBe('');
      }
    }
  });

  test('promises what it can do, and asks for what it knows', () => {
    const { abilities, documentation, form, targetForm } = source.info;
    for (const file of files) {
      const bound = bindGolden(source, file);
      expect(bound.discover !== null).toBe(abilities.discover);
      expect(bound.hooks !== null).toBe(abilities.manageHooks);
    }
    const asked = form.filter((field) => field.secret).map((field) => field.name);
    expect(asked.filter((name) => !source.secrets.includes(name))).toEqual([]);
    expect(targetForm.filter((field) => field.secret)).toEqual([]);
    expect(new URL(documentation).protocol).toBe('https:');
    expect(source.info.events.length).toBeGreaterThan(0);
  });
});

function readGolden(source: Source, file: Golden, body = bodyOf(file)) {
  return bindGolden(source, file).read(deliveryOf(file, body), createLabelBook(labelFacts(file)));
}

/** Throws the first thing that is wrong; not by `expect`, which is slow for so many bodies. */
function survives(source: Source, file: Golden, body: Uint8Array): void {
  // With the secrets most bodies end at the check; without them they go on.
  for (const secrets of [file.context.secrets, {}]) {
    const damaged = { ...file, context: { ...file.context, secrets } };
    try {
      bindGolden(source, damaged).check(deliveryOf(damaged, body), file.now);
      const read = readGolden(source, damaged, body);
      for (const draft of read.ok ? read.value : []) isNormal(draft);
    } catch (cause) {
      throw new Error(`with the body ${Buffer.from(body).toString('utf8')}`, { cause });
    }
  }
}

function isNormal(draft: ChangeDraft): void {
  draftShape.parse(draft);
  const dirty = textsOf(draft).find((text) => controls.test(text));
  if (dirty !== undefined) throw new Error(`control characters in ${JSON.stringify(dirty)}`);
}

function* damagedBodies(random: () => number, file: Golden): Generator<Uint8Array> {
  const whole = bodyOf(file);
  const value = jsonOf(whole);
  for (let i = 0; i < damagedPerDelivery; i += 1) {
    yield mutateBytes(random, whole);
    yield Buffer.from(JSON.stringify(randomJson(random)));
    if (value === undefined) continue;
    let mutated = mutateJson(random, value);
    for (let more = Math.floor(random() * 3); more > 0; more -= 1) {
      mutated = mutateJson(random, mutated);
    }
    yield Buffer.from(JSON.stringify(mutated));
  }
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function verdictOf(verdict: Verdict): Golden['expect']['verdict'] {
  if (verdict.kind === 'reject') {
    return { kind: 'reject', status: verdict.status, reason: verdict.reason.code };
  }
  const { json, status } = verdict.answer;
  return { kind: verdict.kind, status, ...(json === undefined ? {} : { json }) };
}

const identityOf = ({ identity }: ChangeDraft) => JSON.stringify(identity);

/** What two changes with one identity must have in common. */
function gistOf({ action, base, record, subject, table }: ChangeDraft): unknown {
  return [subject, action, base.id, table?.id, record?.id];
}

function seedOf(text: string): number {
  return [...text].reduce((seed, c) => (Math.imul(seed, 31) + (c.codePointAt(0) ?? 0)) | 0, 7);
}

/** Every text of a draft that a person may read. */
function textsOf(draft: ChangeDraft): readonly string[] {
  const { actor, base, changes, record, table } = draft;
  return [
    base.name,
    table?.name,
    record?.title,
    actor.name,
    ...changes.flatMap(({ afterChips, afterText, beforeChips, beforeText, field }) => [
      field.name,
      beforeText,
      afterText,
      ...[...(beforeChips ?? []), ...(afterChips ?? [])].map((chip) => chip.text),
    ]),
  ].filter((text) => text !== undefined);
}

function wordsOf({ info }: Source): readonly (readonly [where: string, words: Words])[] {
  return [
    ['name', info.name] as const,
    ...Object.entries(info.terms),
    ...[...info.form, ...info.targetForm].flatMap(({ choices, help, label, name }) => [
      [name, label] as const,
      ...(help ? [[`${name} help`, help] as const] : []),
      ...(choices ?? []).map((choice) => [`${name} ${choice.value}`, choice.label] as const),
    ]),
    ...info.events.map((event) => [event.type, event.label] as const),
    ...[...info.steps, ...info.limits].map((words, index) => [`sentence ${index}`, words] as const),
  ];
}
