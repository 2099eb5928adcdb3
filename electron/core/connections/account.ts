// Credentials that are not saved yet: what was typed, over what a sign-in brought, over what is kept already.
import type { AccountDraft } from '#shared/connection';
import { err, ok, type Result } from '#shared/result';
import type { Vault } from '../ports';
import type { Source } from '../sources/bind';
import type { BoundSource } from '../sources/bound-source';
import type { Store } from '../store/store';
import type { Directory } from './directory';
import { connectionSecret } from './secret-keys';

export interface Account {
  readonly source: Source;
  readonly bound: BoundSource;
}

export interface AccountNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly directory: Directory;
}

/**
 * @param brought secrets of a sign-in, newer than anything typed before it
 * @returns `not-found` when the connection is gone, `secret-name-unknown`, or `input-invalid` with the member
 */
export function bindDraft(
  { store, vault, directory }: AccountNeeds,
  draft: AccountDraft,
  brought: Readonly<Record<string, string>> = {},
): Result<Account> {
  const source = directory.source(draft.source);
  const { connectionId } = draft;
  const saved = connectionId === undefined ? null : store.connections.get(connectionId);
  if (connectionId !== undefined && saved?.source !== draft.source) {
    return err({ code: 'not-found' });
  }
  const unknown = Object.keys(draft.secrets).find((name) => !source.secrets.includes(name));
  if (unknown !== undefined) {
    const known = source.secrets.join(', ');
    return err({ code: 'secret-name-unknown', params: { name: unknown, known } });
  }
  const kept = source.secrets.flatMap((name) => {
    const value = saved ? vault.get(connectionSecret(saved.id, name)) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const secrets = { ...Object.fromEntries(kept), ...draft.secrets, ...brought };
  const bound = source.bindAccount({
    connectionId: connectionId ?? '',
    config: { ...saved?.config, ...draft.config },
    secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
  });
  if (bound.ok) return ok({ source, bound: bound.value });
  const [issue] = bound.error;
  return err({
    code: 'input-invalid',
    params: { path: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
  });
}
