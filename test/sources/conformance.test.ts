// What every source must keep: its golden deliveries, and no exception for any body.
import { describe, expect, test } from 'vitest';
import type { Source } from '#core/sources/bind';
import { sources } from '#core/sources/index';
import type { ChangeDraft, Verdict } from '#core/sources/source';
import { changeEvent } from '#shared/event';
import {
  bindGolden,
  bodyOf,
  deliveryOf,
  type Expected,
  type Golden,
  goldenOf,
  readGolden,
  written,
} from './golden';
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

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const files = goldenOf(id);

  test('has golden deliveries, good and bad', () => {
    const place = `test/sources/${id}/deliveries`;
    const wanted = files.map((file) => file.expect);
    expect(files, `put JSON files of what the service sends into ${place}`).not.toEqual([]);
    const isRead = wanted.some((one) => (one?.events ?? []).length > 0);
    expect(isRead, `${place} lacks a delivery with changes`).toBe(true);
    const isBad = wanted.some((one) => one?.verdict.kind === 'reject' || one?.issue !== undefined);
    expect(isBad, `${place} lacks one that is refused or cannot be read`).toBe(true);
  });

  describe.each(files.map((file) => [file.name, file] as const))('%s', (_name, file) => {
    test(file.about, () => {
      const bound = bindGolden(source, file);
      const verdict = verdictOf(bound.check(deliveryOf(file), file.now));
      const read = readGolden(source, file);
      const outcome = read.ok ? { events: read.value.map(written) } : { issue: read.error.code };
      if (file.expect === undefined) {
        const came = JSON.stringify({ expect: { verdict, ...outcome } }, null, 2);
        throw new Error(`it says no "expect" yet; this is what comes, if it is right:\n${came}`);
      }
      expect(verdict).toEqual(file.expect.verdict);
      if (file.expect.issue === undefined && file.expect.events === undefined) return;

      expect(outcome).toEqual(
        file.expect.issue === undefined
          ? { events: file.expect.events }
          : { issue: file.expect.issue },
      );
    });

    test('is the same changes when read again', () => {
      const [once, again] = [readGolden(source, file), readGolden(source, file)];
      if (!once.ok || !again.ok) return expect(again).toEqual(once);
      expect(again.value.map(identityOf)).toEqual(once.value.map(identityOf));
      expect(new Set(once.value.map(identityOf)).size).toBe(once.value.length);
    });

    test('is the same changes when it arrives once more', () => {
      const first = deliveryOf(file);
      const later = { ...first, id: 'another delivery', receivedAt: file.now + 60_000 };
      const [once, again] = [readGolden(source, file), readGolden(source, file, later)];
      if (!once.ok || !again.ok) return;
      for (const [index, draft] of once.value.entries()) {
        // Where the service tells no time, the delivery may be all that tells two changes apart.
        if (draft.occurredAt === null) continue;
        const isSame = identityOf(draft) === identityOf(again.value[index] ?? draft);
        expect(isSame, 'identity must not hang on our id or clock').toBe(true);
      }
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
});

/** Throws the first thing that is wrong; not by `expect`, which is slow for so many bodies. */
function survives(source: Source, file: Golden, body: Uint8Array): void {
  // With the secrets most bodies end at the check; without them they go on.
  for (const secrets of [file.context.secrets, {}]) {
    const damaged = { ...file, context: { ...file.context, secrets } };
    try {
      bindGolden(source, damaged).check(deliveryOf(damaged, body), file.now);
      const read = readGolden(source, damaged, deliveryOf(damaged, body));
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

function verdictOf(verdict: Verdict): Expected['verdict'] {
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
