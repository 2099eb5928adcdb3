// Says who did it.
import { useTranslation } from 'react-i18next';
import type { Actor } from '#shared/event';
import { oneLine } from './plain-text';

/** @returns the name, or what kind of actor it was; empty when the service does not say */
export function useActor(actor: Actor): string {
  const { t } = useTranslation();
  const name = oneLine(actor.name ?? '', 80);
  if (name !== '') return name;
  if (actor.kind === 'api' || actor.kind === 'automation') return t(`feed.actor.${actor.kind}`);
  return oneLine(actor.id ?? '', 40);
}
