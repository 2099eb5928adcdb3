// What an edge (the app, the CLI, a test) must give the core.
import type { Agent } from 'node:http';
import type { SourceId } from '#shared/event';
import type { LabelFact } from '#shared/label';
import type { Problem, Result } from '#shared/result';

/** Time, so that tests never sleep. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** @returns a function that cancels the timer */
  after(ms: number, work: () => void): () => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Log lines go to a person who looks for a fault: never a body, a cell value, a secret or an address token. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Keeps secrets. Keys are `connectionId/name`. */
export interface Vault {
  /** Whether secrets outlive the process. */
  readonly lasting: boolean;
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
}

export interface Notification {
  readonly title: string;
  readonly body: string;
  /** The event that a click opens; null: it opens the window. */
  readonly eventId: string | null;
}

export type NotificationOutcome =
  | { readonly kind: 'shown' }
  | { readonly kind: 'not-shown'; readonly reason: 'unsupported' | 'off' | 'paused' | 'failed' };

export interface Notifier {
  show(notification: Notification): Promise<NotificationOutcome>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Default 15,000 ms. */
  readonly timeoutMs?: number;
}
export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Outgoing calls. A status of any kind is a value; an error means that no answer came. */
export interface Http {
  /** For a library that opens sockets of its own: they go the way that calls go. Absent: straight. */
  readonly agent?: Agent | undefined;
  request(request: HttpRequest): Promise<Result<HttpResponse, Problem>>;
}

/** Randomness, so that tests can tell ids. */
export interface Ids {
  /** A UUID. */
  uuid(): string;
  /** 256 random bits, base64url: an address token or a hook's secret. */
  token(): string;
}

/** The demo: tables of a make-believe company at three services, and the traffic they cause. */
export interface DemoTraffic {
  readonly connections: readonly DemoConnection[];
  /**
   * Posts deliveries, byte for byte as the services send them, over real HTTP.
   * @param addresses where to post, and the secrets to sign with
   * @returns a function that stops the traffic
   */
  start(addresses: readonly DemoAddress[]): () => void;
}
export interface DemoConnection {
  readonly source: SourceId;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Secrets that must be made for it. */
  readonly secretNames: readonly string[];
  /** One subscription each. */
  readonly targets: readonly Readonly<Record<string, unknown>>[];
  /** The names that the service's API would tell. */
  readonly labels: readonly LabelFact[];
}
export interface DemoAddress {
  readonly source: SourceId;
  /** Full http://127.0.0.1 address. */
  readonly url: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly target: Readonly<Record<string, unknown>>;
}

/** The person's web browser. */
export interface Browser {
  /** Shows a page of a service; only http and https addresses are opened. */
  open(url: string): void;
}

/** Starts the tunnel helper in a process of its own, so that whatever hangs or breaks in it ends with it. */
export interface ProcessHost {
  /** May throw where the system gives no process. */
  start(): HelperProcess;
}
export interface HelperProcess {
  /** Does nothing once the process has ended. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, however it ended; also when it could not be started. */
  onExit(listener: () => void): void;
  /** At once and without a farewell; more than once does no harm. */
  kill(): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly notifier: Notifier;
  readonly http: Http;
  readonly browser: Browser;
  readonly ids: Ids;
  readonly demo: DemoTraffic;
  readonly processes: ProcessHost;
}
