// An address that stands for a base, such as a wiki's page: the base's own is asked for once, and used from then on.
import type { SourceInfo } from '#shared/source-info';
import type { Store, StoredConnection } from '../store/store';

type About = Pick<StoredConnection, 'id' | 'config'>;

/** What the connection names its base by, where its service takes addresses. */
export function enteredIn({ baseByAddress: member }: SourceInfo, { config }: About): string | null {
  const entered = member === undefined ? null : config[member];
  return typeof entered === 'string' && entered.trim() !== '' ? entered.trim() : null;
}

/** @returns the config with the base's own address in the place of the one that stands for it, once that is known */
export function settledConfig(
  info: SourceInfo,
  { labels }: Pick<Store, 'labels'>,
  connection: About,
): StoredConnection['config'] {
  const entered = enteredIn(info, connection);
  const found = entered === null ? undefined : labels.name(connection.id, 'address', entered);
  const { config } = connection;
  return found === undefined || info.baseByAddress === undefined
    ? config
    : { ...config, [info.baseByAddress]: found };
}
