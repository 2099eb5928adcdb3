// Apps, people and what they granted: codes, access tokens and refresh tokens with their lives.
import { err, ok, type Result } from '#shared/result';
import type { SimulatorClock } from '../clock';
import { type ApiError, errors } from './errors';
import { secretText } from './ids';
import type { Oddities } from './oddities';
import type { AppKind } from './quota';

export interface KdocsApp {
  readonly appId: string;
  readonly appKey: string;
  readonly kind: AppKind;
  /** Registered callback addresses. */
  readonly redirectUris: readonly string[];
}

export interface Grant {
  readonly userId: string;
  readonly app: KdocsApp;
  readonly scopes: readonly string[];
}
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** https://developer.kdocs.cn/common/authorization/web.html */
const codeLife = 5 * 60_000;
/** Lives of the tokens, in ms, as users of the service report them; no page that could be read prints them. */
export const accessLife = 24 * 3_600_000;
const refreshLife = 90 * accessLife;

interface Lasting {
  readonly grant: Grant;
  readonly until: number;
}

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(
  apps: readonly KdocsApp[],
  clock: SimulatorClock,
  oddities: Oddities,
) {
  const codes = new Map<string, Lasting>();
  const access = new Map<string, Lasting>();
  const refresh = new Map<string, Lasting & { current: string }>();

  const fresh = (kept: Lasting | undefined) => kept !== undefined && clock.now() < kept.until;
  const lasting = (grant: Grant, life: number) => ({ grant, until: clock.now() + life });

  function newAccess(grant: Grant): string {
    const token = secretText();
    access.set(token, lasting(grant, accessLife));
    return token;
  }
  function newTokens(grant: Grant): Tokens {
    const accessToken = newAccess(grant);
    const refreshToken = secretText();
    refresh.set(refreshToken, { ...lasting(grant, refreshLife), current: accessToken });
    return { accessToken, refreshToken };
  }

  return {
    appOf: (appId: string | null) => apps.find((app) => app.appId === appId),

    /** A person agrees. @returns the code for the app */
    consent(grant: Grant): string {
      const code = secretText();
      codes.set(code, lasting(grant, codeLife));
      return code;
    },

    /** Tokens without the detour through a browser, as one pastes them. */
    issue: newTokens,

    exchange(app: KdocsApp, code: string): Result<Tokens, ApiError> {
      const kept = codes.get(code);
      if (!kept || !fresh(kept) || kept.grant.app !== app) return err(errors.codeInvalid);
      codes.delete(code);
      return ok(newTokens(kept.grant));
    },

    /** @returns the new access token, and the refresh token that the reply carries, if one */
    renew(app: KdocsApp, refreshToken: string): Result<Partial<Tokens>, ApiError> {
      const kept = refresh.get(refreshToken);
      if (!kept || !fresh(kept) || kept.grant.app !== app) return err(errors.refreshTokenInvalid);
      if (oddities.refreshEndsOldToken) access.delete(kept.current);
      if (oddities.refreshGives === 'new') {
        refresh.delete(refreshToken);
        return ok(newTokens(kept.grant));
      }
      kept.current = newAccess(kept.grant);
      const given = { none: undefined, empty: '', same: refreshToken }[oddities.refreshGives];
      return ok({
        accessToken: kept.current,
        ...(given === undefined ? {} : { refreshToken: given }),
      });
    },

    /** Whose token it is. */
    authorise(accessToken: string | null): Result<Grant, ApiError> {
      const kept = access.get(accessToken ?? '');
      return kept && fresh(kept) ? ok(kept.grant) : err(errors.tokenInvalid);
    },

    hasLiveToken: (userId: string) =>
      [...access.values()].some((kept) => fresh(kept) && kept.grant.userId === userId),

    /** Ends one access token; its refresh token still works. */
    revoke(accessToken: string): void {
      access.delete(accessToken);
    },

    /** The person takes the consent back: every token and code of hers ends. */
    revokeConsent(userId: string): void {
      for (const kept of [codes, access, refresh]) {
        for (const [key, { grant }] of kept) if (grant.userId === userId) kept.delete(key);
      }
    },
  };
}
