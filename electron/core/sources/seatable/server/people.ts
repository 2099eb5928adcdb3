// The people of a base: those who may see it and users of its apps, as a list; others, like those who left it, one by one.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { callWith } from './base-api';
import type { BaseToken } from './base-token';
import { type Access, call } from './client';

const person = z.object({ email: z.string().min(1), name: z.string().min(1) });
const listed = z.array(person.nullable().catch(null));
/** `email` is the internal id: https://api.seatable.com/reference/listcollaborators */
const people = z.object({ user_list: listed, app_user_list: listed.nullish().catch(null) });

/** @returns names by internal id */
export async function readPeople(
  access: Access,
  base: BaseToken,
): Promise<Result<ReadonlyMap<string, string>>> {
  const answer = await callWith(access, base, {
    method: 'GET',
    path: 'related-users/',
    answer: people,
  });
  if (!answer.ok) return answer;
  const { app_user_list: ofApps, user_list: ofBase } = answer.value;
  return ok(
    new Map(
      [...(ofApps ?? []), ...ofBase].flatMap((one) =>
        one ? [[one.email, one.name] as const] : [],
      ),
    ),
  );
}

const named = z.object({ name: z.string().min(1) });

/**
 * Takes the API token of the base alone: an account token is not admitted.
 * @param id internal id of a person
 * @returns the name, or a problem: also `service-not-found`, `service-shape` for one without a name
 */
export async function readPerson(access: Access, id: string): Promise<Result<string>> {
  const token = access.secrets.apiToken;
  if (!token) return err({ code: 'not-found' });
  const answer = await call(access, {
    method: 'GET',
    path: '/api/v2.1/dtable/app-user-info/',
    query: { username: id },
    token,
    tokenEnds: false,
    answer: named,
    about: 'app-user-info',
  });
  return answer.ok ? ok(answer.value.name) : answer;
}
