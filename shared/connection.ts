// Connections and subscriptions as the page sees them: never with a secret in them.
import { z } from 'zod';
import type { ConnectionHealth, Finding } from './doctor';
import { sourceId } from './event';
import type { Problem } from './result';
import { type Watch, watch } from './watch';

/** The path token of `/in/<address>`: URL-safe, so no service's escaping rule ever matters. */
export const address = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const subscriptionDraft = z.object({
  id: z.string().min(1).optional(),
  address: address.optional(),
  /** false: the hook at the service is made by hand; nothing is called there. */
  manage: z.boolean().default(false),
  /** What it watches, in the source's own words (Kdocs: event and sheetId; NocoDB: tableId). */
  target: z.record(z.string(), z.unknown()).default({}),
});
export type SubscriptionDraft = z.infer<typeof subscriptionDraft>;

export const connectionDraft = z.object({
  /** Absent for a new connection. */
  id: z.string().min(1).optional(),
  source: sourceId,
  name: z.string().min(1),
  config: z.record(z.string(), z.unknown()).default({}),
  /** Only the secrets to set; one left out keeps its value. */
  secrets: z.record(z.string(), z.string()).default({}),
  /** A sign-in in the browser that has brought secrets. */
  signInId: z.string().min(1).optional(),
});
export type ConnectionDraft = z.infer<typeof connectionDraft>;

export interface SubscriptionView {
  readonly id: string;
  readonly connectionId: string;
  readonly manage: boolean;
  readonly target: Readonly<Record<string, unknown>>;
  /** What its base and table are called; null where that was not read, or there is none. */
  readonly names: { readonly base: string | null; readonly table: string | null };
  /** The hook's id at the service, once it is made there. */
  readonly hookId: string | null;
  /** What to paste at the service: the public address, or the loopback one while none is set. */
  readonly callbackUrl: string;
  /** Made by the plan of a watch: it comes and goes with it. */
  readonly planned: boolean;
  readonly lastDeliveryAt: number | null;
  readonly problem: Problem | null;
}

export interface ConnectionView {
  readonly id: string;
  readonly source: z.infer<typeof sourceId>;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the secrets that are set. */
  readonly secrets: readonly string[];
  readonly demo: boolean;
  readonly subscriptions: readonly SubscriptionView[];
  /** What its planned subscriptions are made for; empty where subscriptions are chosen one by one. */
  readonly watch: readonly Watch[];
  readonly health: 'ok' | 'waiting' | 'attention';
  /** null: the service has no live channel. */
  readonly live: LiveView | null;
  /** Why the public address, which its changes come through, does not lead here; null: it does, or is not needed. */
  readonly way: Problem | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly state: ConnectionHealth;
  readonly lastEventAt: number | null;
}

/** A live channel, for services that have one. Times in ms since 1970. */
export type LiveView =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'on'; readonly since: number; readonly lastMessageAt: number | null }
  | { readonly kind: 'retrying'; readonly at: number; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A hook that exists at the service. */
export interface HookView {
  readonly hookId: string;
  readonly title: string;
  readonly callbackUrl: string;
  readonly active: boolean;
  readonly tableId: string | null;
  /** Made by this app, for a subscription it knows. */
  readonly ours: boolean;
}

export interface BaseChoice {
  readonly id: string;
  readonly name: string;
  /** Its own, where it was found by another one. */
  readonly address?: string;
  /** ms since 1970 of its last change, where the service says. */
  readonly changedAt?: number;
}
export interface BasePage {
  readonly bases: readonly BaseChoice[];
  /** Where the next page starts; null at the end. */
  readonly next: string | null;
}
export interface TableChoice {
  readonly id: string;
  readonly name: string;
  readonly fields?: readonly { readonly id: string; readonly name: string }[];
}

/** Credentials that are not saved yet, to look around with. */
export const accountDraft = connectionDraft
  .pick({ source: true, config: true, secrets: true, signInId: true })
  .extend({ connectionId: z.string().min(1).optional() });
export type AccountDraft = z.infer<typeof accountDraft>;

/** Where the browser comes back to from a consent page. */
export const redirectPath = '/callback';
/** As it is registered at the service. @param port on this machine */
export const redirectUri = (port: number): string => `http://127.0.0.1:${port}${redirectPath}`;

/** A sign-in in the system browser. */
export interface SignInView {
  readonly id: string;
  readonly state: 'waiting' | 'done' | 'failed';
  /** The consent page, and the redirect address to register at the service. */
  readonly page: string;
  readonly redirectUri: string;
  readonly problem: Problem | null;
}
export const watchList = z.array(watch).max(200);
