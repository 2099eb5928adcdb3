// What every place shares: where we are, the settings, the status, and one line of spoken feedback.
import {
  createContext,
  type Dispatch,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useReducer,
  useState,
} from 'react';
import type { SavedView, ViewCount } from '#shared/feed';
import type { Settings } from '#shared/settings';
import type { Status } from '#shared/status';
import { ask, type Value } from './ask';
import { type Navigation, navigate, type Step, start } from './navigation';
import { useCall } from './use-call';
import { usePushes } from './use-pushes';

type Facts = Value<'shell.facts'>;

interface Desk {
  readonly at: Navigation;
  readonly go: Dispatch<Step>;
  readonly facts: Facts;
  readonly settings: Settings;
  /** null until the core has answered. */
  readonly status: Status | null;
  readonly views: readonly ViewCount[];
  /** Replaces all saved views. @returns whether they were kept */
  readonly saveViews: (views: readonly SavedView[]) => Promise<boolean>;
  /** The newest line of feedback ("Copied"), for the status line and screen readers; `n` tells equal lines apart. */
  readonly said: { readonly n: number; readonly text: string };
  readonly say: (text: string) => void;
}

const noViews: readonly ViewCount[] = [];

const Context = createContext<Desk | null>(null);

/** What the page was opened with. */
export interface Opening {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly status: Status | null;
}

interface DeskProviderProps {
  readonly opening: Opening;
  readonly children: ReactNode;
}

export function DeskProvider({ opening, children }: DeskProviderProps) {
  const [at, go] = useReducer(navigate, start);
  const [settings, setSettings] = useState(opening.settings);
  const [status, setStatus] = useState(opening.status);
  const [said, setSaid] = useState({ n: 0, text: '' });
  const say = useCallback((text: string) => setSaid(({ n }) => ({ n: n + 1, text })), []);

  const { answer, reload } = useCall('views.list', {}, ['feed']);
  const views = answer.kind === 'ready' ? answer.value : noViews;
  const saveViews = useCallback(
    async (next: readonly SavedView[]) => {
      const saved = await ask('views.save', { views: [...next] });
      if (saved.ok) reload();
      return saved.ok;
    },
    [reload],
  );

  usePushes((push, missed) => {
    if (push.name === 'settings') setSettings(push.payload);
    else if (push.name === 'status') setStatus(push.payload);
    else if (push.name === 'open') go({ kind: 'open', id: push.payload.eventId });
    if (!missed) return;
    void ask('settings.get', {}).then((answer) => answer.ok && setSettings(answer.value));
    void ask('status.get', {}).then((answer) => answer.ok && setStatus(answer.value));
  });

  const desk = useMemo(
    () => ({ at, go, facts: opening.facts, settings, status, views, saveViews, said, say }),
    [at, opening.facts, settings, status, views, saveViews, said, say],
  );
  return <Context value={desk}>{children}</Context>;
}

export function useDesk(): Desk {
  const desk = use(Context);
  if (!desk) throw new Error('useDesk outside of DeskProvider');
  return desk;
}
