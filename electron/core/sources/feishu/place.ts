// Finds the base that a pasted address or token names.

export type Place =
  | {
      readonly kind: 'base';
      readonly token: string;
      readonly tableId: string | undefined;
      /** Of the tenant's documents; undefined where no address was given. */
      readonly host: string | undefined;
    }
  /** A page of a wiki: its token is not the base's, which the service must be asked for. */
  | { readonly kind: 'wiki'; readonly token: string; readonly host: string };

/**
 * `…/base/<token>?table=…`, `…/wiki/<token>`, a bare token, or `<token>_<table>` as documents embed one.
 * https://open.larksuite.com/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/bitable-overview
 * @returns null when it names neither
 */
export function placeIn(text: string): Place | null {
  const entered = text.trim();
  if (!URL.canParse(entered)) return bare(entered);
  const { pathname, searchParams, protocol, hostname: host } = new URL(entered);
  if (!/^https?:$/.test(protocol)) return null;
  const [, kind, token] = /\/(base|wiki)\/([A-Za-z0-9]+)(?:\/|$)/.exec(pathname) ?? [];
  if (token === undefined) return null;
  if (kind === 'wiki') return { kind, token, host };
  return { kind: 'base', token, tableId: searchParams.get('table') ?? undefined, host };
}

/** Tokens are letters and digits; words a person types are shorter, or have spaces in them. */
function bare(text: string): Place | null {
  const [, token, tableId] = /^([A-Za-z0-9]{15,64})(?:_(tbl[A-Za-z0-9]+))?$/.exec(text) ?? [];
  return token === undefined ? null : { kind: 'base', token, tableId, host: undefined };
}
