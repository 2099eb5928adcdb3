// Addresses of rows at the service: https://developer.seatable.com/python gives the form of a base's address.

import { type Config, plainUuid, serverOf } from './config';
import { keptToken } from './server/base-token';
import { encoded } from './server/encode';

/** What an address is made of; a name that was changed since leads nowhere, so the newest is taken. */
export interface Place {
  readonly workspace?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** Where the base of a delivery is, as its token told; nothing for another base. */
export function placeOf(secrets: Readonly<Record<string, string>>, uuid: string): Place {
  const base = keptToken(secrets);
  return base && plainUuid(base.uuid) === plainUuid(uuid) ? base : {};
}

/**
 * @param rowId null for the table itself, as for a row that is gone
 * @returns undefined while the base's name and workspace are not known
 */
export function linkTo(
  config: Config,
  { workspace, name }: Place,
  tableId: string,
  rowId: string | null,
): string | undefined {
  const server = serverOf(config);
  if (!workspace || !name) return undefined;
  const base = `${server}/workspace/${encoded(workspace)}/dtable/${encoded(name)}/`;
  const row = rowId === null ? '' : `&row-id=${encoded(rowId)}`;
  return `${base}?tid=${encoded(tableId)}${row}`;
}
