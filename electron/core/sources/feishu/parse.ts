// Reads a delivery into one of the few things this source knows.
import type { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { shapeProblem } from '../json';
import type { Delivery, SourceContext } from '../source';
import type { FeishuConfig, FeishuTarget } from './config';
import { openBody } from './decrypt';
import { type EventEnvelope, readEnvelope } from './events/envelope';
import {
  type BaseChanged,
  baseChanged,
  type FieldChanged,
  fieldChanged,
  type RecordChanged,
  recordChanged,
} from './events/payload';

export type Payload =
  | { readonly kind: 'record'; readonly envelope: EventEnvelope; readonly event: RecordChanged }
  | { readonly kind: 'field'; readonly envelope: EventEnvelope; readonly event: FieldChanged }
  | { readonly kind: 'base'; readonly envelope: EventEnvelope; readonly event: BaseChanged }
  /** Understood, and no change of a base: a handshake, an app's ticket, a message in a chat. */
  | { readonly kind: 'nothing' };

/** Someone only looked, or the same change comes by its own, fuller event. */
const noChange: ReadonlySet<string> = new Set(['drive.file.edit_v1', 'drive.file.read_v1']);

/** @returns the payload, or why it is none: not JSON, not opened, another shape (with the member that differs) */
export function parse(
  delivery: Delivery,
  context: SourceContext<FeishuConfig, FeishuTarget>,
): Result<Payload, Problem> {
  const opened = openBody(delivery.body, context.secrets.encryptKey || undefined);
  if (!opened.ok) return opened;
  const read = readEnvelope(opened.value);
  if (!read.ok) return read;
  const envelope = read.value;
  if (envelope.kind === 'challenge' || noChange.has(envelope.type)) return ok({ kind: 'nothing' });
  switch (envelope.type) {
    case 'drive.file.bitable_record_changed_v1': {
      const event = readEvent(recordChanged, envelope);
      return event.ok ? ok({ kind: 'record', envelope, event: event.value }) : event;
    }
    case 'drive.file.bitable_field_changed_v1': {
      const event = readEvent(fieldChanged, envelope);
      return event.ok ? ok({ kind: 'field', envelope, event: event.value }) : event;
    }
    default: {
      if (!envelope.type.startsWith('drive.file.')) return ok({ kind: 'nothing' });
      const event = readEvent(baseChanged, envelope);
      if (!event.ok) return event;
      // Documents and folders of the same app report here too; they are no tables.
      if ((event.value.file_type || 'bitable') !== 'bitable') return ok({ kind: 'nothing' });
      return ok({ kind: 'base', envelope, event: event.value });
    }
  }
}

function readEvent<T>(schema: z.ZodType<T>, envelope: EventEnvelope): Result<T, Problem> {
  const read = schema.safeParse(envelope.event);
  if (read.success) return ok(read.data);
  const problem = shapeProblem(read.error);
  const inner = problem.params?.path;
  const path = inner === '(root)' ? 'event' : `event.${inner}`;
  return err({ ...problem, params: { ...problem.params, path } });
}
