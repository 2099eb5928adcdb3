// What an account token shows: the bases whose webhooks its person may manage.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { plainUuid } from '../config';
import { type Access, call, hostOf } from './client';
import { encoded } from './encode';

export interface BaseEntry {
  readonly uuid: string;
  readonly name: string;
  readonly workspace: string;
  /** Of the calls about it, from the server's root. */
  readonly path: string;
}

const base = z.object({
  uuid: z.string().min(1),
  name: z.string(),
  workspace_id: z.union([z.string(), z.number().transform(String)]),
});
const some = z
  .array(base.nullable().catch(null))
  .nullish()
  .transform((list) => (list ?? []).filter((one) => one !== null));

/** https://api.seatable.com/reference/listbasesuseradministers */
const administered = z.object({
  personal: some,
  groups: z.array(z.object({ dtables: some })).nullish(),
});

/** All bases that the account administers; they come in one piece. */
export async function basesOfAccount(access: Access): Promise<Result<readonly BaseEntry[]>> {
  const path = '/api/v2.1/user-admin-dtables/';
  const answer = await call(access, {
    method: 'GET',
    path,
    token: access.secrets.accountToken,
    tokenEnds: false,
    answer: administered,
    about: path,
  });
  if (!answer.ok) return answer;
  const { personal, groups } = answer.value;
  return ok(
    [...personal, ...(groups ?? []).flatMap((group) => group.dtables)].map((one) => ({
      uuid: one.uuid,
      name: one.name,
      workspace: one.workspace_id,
      path: pathOf(one.workspace_id, one.name),
    })),
  );
}

/** The base that the connection is set up with. @returns `service-not-found` when the account does not administer it */
export async function findBase(access: Access): Promise<Result<BaseEntry>> {
  const { baseUuid } = access.config;
  const all = await basesOfAccount(access);
  if (!all.ok) return all;
  const found = all.value.find(
    ({ uuid }) => baseUuid !== undefined && plainUuid(uuid) === plainUuid(baseUuid),
  );
  return found
    ? ok(found)
    : err({
        code: 'service-not-found',
        params: { host: hostOf(access), what: baseUuid ?? 'baseUuid' },
      });
}

/** A base is called by its name there, not by its UUID. */
export const pathOf = (workspace: string, name: string): string =>
  `/api/v2.1/workspace/${encoded(workspace)}/dtable/${encoded(name)}`;
