// What is typed into a connect or target form: its start, what is missing, what is sent, and where a refusal belongs.
import type { ConnectionDraft, ConnectionView } from '#shared/connection';
import type { Problem } from '#shared/result';
import type { FormField, SourceInfo } from '#shared/source-info';

/** Typed values by field name; a secret that is kept as it is has no entry. */
export type Entry = Readonly<Record<string, string>>;

/** Why a field is not accepted; named after the sentence that says it. `other` carries the service's or schema's reason. */
export type FieldIssue =
  | { readonly kind: 'missing' }
  | { readonly kind: 'url' }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'other'; readonly reason: string };

/** The member that holds the connection's own name, beside the source's fields. */
export const nameField = 'name';

/** What the fields show first: the stored config, or the first choice of a choice that must be made. */
export function firstEntry(
  fields: readonly FormField[],
  config: Readonly<Record<string, unknown>>,
): Entry {
  const entry: Record<string, string> = {};
  for (const field of fields) {
    if (field.secret) continue;
    const stored = config[field.name];
    if (typeof stored === 'string' || typeof stored === 'number') entry[field.name] = `${stored}`;
    else if (field.kind === 'choice' && field.required) {
      entry[field.name] = field.choices?.[0]?.value ?? '';
    }
  }
  return entry;
}

/** Issues that need no answer of the core: what is required and empty, and addresses that are none. */
export function checkEntry(
  fields: readonly FormField[],
  entry: Entry,
  secretsSet: readonly string[],
): Readonly<Record<string, FieldIssue>> {
  const issues: Record<string, FieldIssue> = {};
  for (const field of fields) {
    const typed = entry[field.name]?.trim() ?? '';
    const kept = field.secret && secretsSet.includes(field.name) && !(field.name in entry);
    if (field.required && typed === '' && !kept) issues[field.name] = { kind: 'missing' };
    else if (field.kind === 'url' && typed !== '' && !isWebAddress(typed)) {
      issues[field.name] = { kind: 'url' };
    }
  }
  return issues;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//i.test(text);
}

/** The draft to save. An empty optional member is left out; an empty secret keeps the stored one. */
export function draftOf(
  source: SourceInfo,
  name: string,
  entry: Entry,
  existing: ConnectionView | null,
): ConnectionDraft {
  const config: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const field of source.form) {
    const typed = entry[field.name]?.trim() ?? '';
    if (typed === '') continue;
    if (field.secret) secrets[field.name] = typed;
    else config[field.name] = typed;
  }
  return {
    ...(existing ? { id: existing.id } : {}),
    source: source.id,
    name: name.trim(),
    config,
    secrets,
  };
}

/** What a subscription by hand watches; numbers stay text, the source's schema knows better. */
export function targetOf(fields: readonly FormField[], entry: Entry): Record<string, string> {
  const filled = fields
    .map((field) => [field.name, entry[field.name]?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(filled);
}

/**
 * The field a refusal is about, when it is about one that the form shows.
 * @param names names of the fields on the form
 * @returns the field's name and its issue, or null when the refusal belongs to the whole form
 */
export function placeProblem(
  problem: Problem,
  names: readonly string[],
): { readonly field: string; readonly issue: FieldIssue } | null {
  if (problem.code !== 'input-invalid') return null;
  // Paths read `config.server`, `secrets.token`, `draft.target.sheetId` or `name`: the last known member is the field.
  const members = String(problem.params?.path ?? '').split('.');
  const field = members.reverse().find((member) => names.includes(member));
  if (field === undefined) return null;
  const reason = String(problem.params?.reason ?? '');
  // The schema speaks English; what can be said in the person's language is.
  return { field, issue: /\burl\b/i.test(reason) ? { kind: 'url' } : { kind: 'other', reason } };
}

/** A name that no other connection has: `NocoDB`, then `NocoDB 2`. */
export function freshName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  let n = 2;
  while (taken.includes(`${base} ${n}`)) n += 1;
  return `${base} ${n}`;
}
