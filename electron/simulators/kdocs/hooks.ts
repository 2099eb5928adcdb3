// The hooks that exist: who made them, for what, and where they post to.
import type { Change } from './document';
import { type Facts, type HookKind, type HookType, hookKinds, type Rule } from './hook-kinds';
import { webhookId } from './ids';

export interface Hook {
  readonly id: string;
  readonly fileToken: string;
  readonly type: HookType;
  readonly callbackUrl: string;
  readonly rule: Rule;
  readonly userId: string;
  readonly appId: string;
}

export type Hooks = ReturnType<typeof createHooks>;

export function createHooks() {
  const hooks = new Map<string, Hook>();
  const of = (fileToken: string): readonly Hook[] =>
    [...hooks.values()].filter((hook) => hook.fileToken === fileToken);
  return {
    /** Those of one document, of all users, oldest first. */
    of,
    has: (id: string) => hooks.has(id),
    /** Making the same twice makes two: no page says otherwise, and the newer sibling platform warns of it. */
    add(hook: Omit<Hook, 'id'>): Hook {
      const made = { ...hook, id: webhookId() };
      hooks.set(made.id, made);
      return made;
    },
    remove: (id: string) => hooks.delete(id),
    /** Which hooks a change fires, and what each tells. */
    covering(fileToken: string, change: Change): readonly { hook: Hook; facts: Facts }[] {
      return of(fileToken).flatMap((hook) => {
        if (hook.rule.sheet_id !== change.sheetId) return [];
        const facts = kindOf(hook.type).facts(change, hook.rule);
        return facts ? [{ hook, facts }] : [];
      });
    },
  };
}

function kindOf(type: HookType): HookKind {
  const kind = hookKinds.find((one) => one.type === type);
  if (!kind) throw new Error(`no hook of type ${type}`);
  return kind;
}
