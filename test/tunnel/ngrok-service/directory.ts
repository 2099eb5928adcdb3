// Who is logged in and which domains are online where: the decisions of the service.
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { AgentSession } from './connected-agent';
import type { Faults } from './faults';
import type { authRequest, Binding, bindRequest } from './messages';
import { bindRefusals, loginRefusals, type Refusal } from './refusals';

export interface Directory {
  /** @returns the client id of the login */
  admit(request: z.infer<typeof authRequest>): Result<string, Refusal>;
  add(session: AgentSession): void;
  remove(session: AgentSession): void;
  bind(
    session: AgentSession,
    request: z.infer<typeof bindRequest>,
  ): Promise<Result<Binding, Refusal>>;
  /** @returns what was online, if it was */
  unbind(id: string): Binding | undefined;
  find(domain: string): { readonly binding: Binding; readonly session: AgentSession } | undefined;
  sessions(): readonly AgentSession[];
  bindings(): readonly Binding[];
  /** A login without a domain gets another name from now on. */
  changeRandomName(): void;
}

export function createDirectory(needs: {
  readonly faults: Faults;
  /** Agent sessions at the same time. */
  readonly sessionLimit: number;
  /** The address an agent is told for its domain. */
  readonly urlOf: (domain: string) => Promise<string>;
}): Directory {
  const { faults, sessionLimit, urlOf } = needs;
  const sessions = new Set<AgentSession>();
  const online = new Map<string, { readonly binding: Binding; readonly session: AgentSession }>();
  /** Token of an endpoint to the random name it was given. */
  const named = new Map<string, string>();
  let randomName = createRandomName();

  const refusalOf = (token: string): Refusal | undefined => {
    if (faults.login) return faults.login;
    if (token === '') return loginRefusals.noToken;
    const refused = faults.tokens.get(token);
    if (refused) return refused;
    return sessions.size >= sessionLimit ? loginRefusals.sessionLimit : undefined;
  };

  return {
    admit({ ClientId: clientId, Extra: { AuthToken: token } }) {
      const refusal = refusalOf(token);
      return refusal ? err(refusal) : ok(clientId === '' ? randomUUID() : clientId);
    },
    add: (session) => sessions.add(session),
    remove(session) {
      sessions.delete(session);
      for (const [domain, entry] of [...online]) {
        if (entry.session === session) online.delete(domain);
      }
    },
    async bind(session, request) {
      const wanted = request.Opts.Domain || request.Opts.Hostname || '';
      const token = request.Extra.Token || randomBytes(12).toString('hex');
      const domain = wanted || (named.get(token) ?? randomName);
      const refusal = faults.bind ?? faults.domains.get(domain);
      if (refusal) return err(refusal);
      const url = await urlOf(domain);
      if (online.has(domain)) return err(bindRefusals.online);
      const binding: Binding = {
        id: request.Id || randomBytes(12).toString('hex'),
        domain,
        url,
        token,
        metadata: request.Extra.Metadata ?? '',
        forwardsTo: request.ForwardsTo ?? '',
        clientId: session.login()?.clientId ?? '',
      };
      if (wanted === '') named.set(token, domain);
      online.set(domain, { binding, session });
      return ok(binding);
    },
    unbind(id) {
      const entry = [...online.values()].find(({ binding }) => binding.id === id);
      if (entry) online.delete(entry.binding.domain);
      return entry?.binding;
    },
    find: (domain) => online.get(domain),
    sessions: () => [...sessions],
    bindings: () => [...online.values()].map(({ binding }) => binding),
    changeRandomName() {
      randomName = createRandomName();
    },
  };
}

const createRandomName = (): string => `${randomBytes(6).toString('hex')}.ngrok-free.app`;
