// A secret that was entered once and is not at hand, as a person is told of it: by the label it has in the form.
import type { Problem } from '#shared/result';
import type { Vault } from '../ports';
import type { Source } from '../sources/bind';
import type { StoredConnection } from '../store/store';
import { connectionSecret } from './secret-keys';

/** @param name as the source names it; logs and comparisons go by it, the sentence by the label beside it */
export function secretLost({ info }: Pick<Source, 'info'>, name: string): Problem {
  const field = info.form.find((one) => one.name === name);
  return { code: 'secret-lost', params: { name, ...field?.label } };
}

/**
 * The first of `names` that the connection has been given, and that the vault no longer holds.
 * @returns `secret-lost`; null when there is none
 */
export function findLost(
  vault: Vault,
  source: Source,
  connection: Pick<StoredConnection, 'id' | 'secretNames'>,
  names: readonly string[],
): Problem | null {
  const name = names.find(
    (one) =>
      connection.secretNames.includes(one) &&
      vault.get(connectionSecret(connection.id, one)) === undefined,
  );
  return name === undefined ? null : secretLost(source, name);
}
