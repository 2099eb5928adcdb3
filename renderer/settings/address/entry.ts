// What is typed about the public address: from a stored one to fields and back, and what is wrong where. Pure.
import { type PublicAddress, publicAddress } from '#shared/public-address';
import { checkPublicUrl } from '#shared/public-url';
import { err, ok, type Result } from '#shared/result';

export type Way = PublicAddress['kind'];

/** The fields of all ways at once, so that a look at another way loses nothing that was typed. */
const blank = {
  domain: '',
  region: '',
  serverAddr: '',
  ca: 'ngrok',
  caFile: '',
  plan: 'free',
  planRequests: '',
  planGigabytes: '',
  host: '',
  port: '22',
  user: '',
  keyFrom: 'agent',
  keyFile: '',
  bindAddress: '127.0.0.1',
  bindPort: '9010',
  url: '',
  ownUrl: '',
} as const;

export type AddressField = keyof typeof blank;
export type AddressEntry = Readonly<Record<AddressField, string>>;

/** What is wrong with a field; each has a sentence in `tunnel.issue`. */
type AddressIssue =
  | 'missing'
  | 'domain'
  | 'host'
  | 'port'
  | 'user'
  | 'hostPort'
  | 'amount'
  | 'notAnAddress'
  | 'notHttps'
  | 'tooMuch';
export type AddressIssues = Readonly<Partial<Record<AddressField, AddressIssue>>>;

const wrong: AddressIssues = {
  domain: 'domain',
  serverAddr: 'hostPort',
  planRequests: 'amount',
  planGigabytes: 'amount',
  host: 'host',
  port: 'port',
  user: 'user',
  bindAddress: 'host',
  bindPort: 'port',
};

/**
 * @param former what was used before, at most one of each other way
 * @returns the fields of all of them, with what is usual in the others
 */
export function entryOf(
  stored: PublicAddress | null,
  former: readonly PublicAddress[] = [],
): AddressEntry {
  const known = stored === null ? former : [...former, stored];
  return Object.assign({}, blank, ...known.map(fieldsOf));
}

/** @returns the fields of its own way alone */
export function fieldsOf(stored: PublicAddress): Partial<AddressEntry> {
  switch (stored.kind) {
    case 'own':
      return { ownUrl: stored.url };
    case 'ngrok': {
      const { domain, region, serverAddr, ca, plan } = stored;
      return {
        domain: domain ?? '',
        region: region ?? '',
        serverAddr: serverAddr ?? '',
        ca: typeof ca === 'string' ? ca : 'file',
        caFile: typeof ca === 'string' ? '' : ca.file,
        plan: plan === undefined ? 'free' : 'other',
        planRequests: String(plan?.requests ?? ''),
        planGigabytes: String(plan?.gigabytes ?? ''),
      };
    }
    case 'ssh':
      return {
        host: stored.host,
        port: String(stored.port),
        user: stored.user,
        keyFrom: stored.keyFile === null ? 'agent' : 'file',
        keyFile: stored.keyFile ?? '',
        bindAddress: stored.bindAddress,
        bindPort: String(stored.bindPort),
        url: stored.url,
      };
  }
}

/**
 * @param stored in use, or used before: keeps an SSH server's key while it is the same server
 * @returns the address to save, or what is wrong at which field
 */
export function readEntry(
  way: Way,
  entry: AddressEntry,
  stored: PublicAddress | null,
): Result<PublicAddress, AddressIssues> {
  const typed = draft(way, trimmed(entry), stored);
  const read = publicAddress.safeParse(typed);
  if (read.success) return ok(read.data);
  const fields = read.error.issues.map(({ path }) => fieldOf(way, path.map(String)));
  return err(Object.fromEntries(fields.map((field) => [field, issueOf(field, entry)])));
}

/** @returns whether saving would change nothing */
export function isStored(next: PublicAddress, stored: PublicAddress | null): boolean {
  return JSON.stringify(next) === JSON.stringify(publicAddress.nullable().parse(stored));
}

function draft(way: Way, entry: AddressEntry, stored: PublicAddress | null): unknown {
  const { domain, region, serverAddr, ca, caFile, host, user, bindAddress } = entry;
  const url = way === 'own' ? entry.ownUrl : entry.url;
  // What the person has said of an address holds for this very one.
  const isTrusted = stored?.kind === way && 'trusted' in stored && stored.url === url;
  const trusted = isTrusted ? { trusted: stored.trusted } : {};
  if (way === 'own') return { kind: 'own', url, ...trusted };
  if (way === 'ngrok') {
    return {
      kind: 'ngrok',
      // Pasted from the browser it comes as an address.
      domain:
        domain
          .replace(/^https?:\/\//i, '')
          .replace(/\/+$/, '')
          .toLowerCase() || null,
      region: region || null,
      serverAddr: serverAddr || null,
      ca: ca === 'file' ? { file: caFile } : ca,
      ...(entry.plan === 'free' ? {} : { plan: planOf(entry) }),
    };
  }
  const port = Number(entry.port);
  const isSame = stored?.kind === 'ssh' && stored.host === host && stored.port === port;
  return {
    kind: 'ssh',
    host,
    port,
    user,
    keyFile: entry.keyFrom === 'file' ? entry.keyFile : null,
    bindAddress,
    bindPort: Number(entry.bindPort),
    url,
    hostKey: isSame ? stored.hostKey : null,
    ...trusted,
  };
}

/** Left empty: there is no limit, or none that is known. */
const planOf = ({ planRequests, planGigabytes }: AddressEntry) => ({
  requests: planRequests === '' ? null : Number(planRequests),
  gigabytes: planGigabytes === '' ? null : Number(planGigabytes),
});

const trimmed = (entry: AddressEntry): AddressEntry => {
  const text = (field: AddressField) => entry[field].trim();
  return {
    domain: text('domain'),
    region: text('region'),
    serverAddr: text('serverAddr'),
    ca: text('ca'),
    caFile: text('caFile'),
    plan: text('plan'),
    planRequests: text('planRequests'),
    planGigabytes: text('planGigabytes').replace(',', '.'),
    host: text('host'),
    port: text('port'),
    user: text('user'),
    keyFrom: text('keyFrom'),
    keyFile: text('keyFile'),
    bindAddress: text('bindAddress'),
    bindPort: text('bindPort'),
    url: text('url'),
    ownUrl: text('ownUrl'),
  };
};

/** Only the file can be wrong about a choice of certificates. */
function fieldOf(way: Way, [member = '', inner]: readonly string[]): AddressField {
  if (member === 'ca') return 'caFile';
  if (member === 'plan') return inner === 'gigabytes' ? 'planGigabytes' : 'planRequests';
  if (member === 'url' && way === 'own') return 'ownUrl';
  return member in blank ? (member as AddressField) : 'url'; // just looked up
}

function issueOf(field: AddressField, entry: AddressEntry): AddressIssue {
  if (entry[field].trim() === '') return 'missing';
  if (field === 'url' || field === 'ownUrl') {
    return checkPublicUrl(entry[field].trim()) ?? 'notAnAddress';
  }
  return wrong[field] ?? 'missing';
}
