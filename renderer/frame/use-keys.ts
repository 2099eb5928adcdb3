// Hears the keys that the page itself understands.
import { useEffect, useEffectEvent } from 'react';
import { type KeyCommand, keyCommand } from './key-command';

/** Where a key belongs to what has the focus. */
const takers =
  'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="dialog"], [role="combobox"], [role="separator"]';
/** Enter and the arrows belong to controls too; letters do not. */
const controls = 'button, a, summary, [role="tab"], [role="radio"], [role="switch"]';
/** What scrolls by itself keeps the keys that scroll. */
const scrolls = '[data-scrolls]';
const scrollKeys: readonly string[] = ['ArrowDown', 'ArrowUp', 'Home', 'End'];

/** @param commands what to do for which command; one that is left out is left to the browser */
export function useKeys(commands: Partial<Record<KeyCommand, () => void>>): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const within = (places: string) =>
      event.target instanceof Element && event.target.closest(places) !== null;
    const taken =
      event.defaultPrevented ||
      event.isComposing ||
      within(takers) ||
      (event.key === 'Enter' && within(controls)) ||
      (scrollKeys.includes(event.key) && within(scrolls));
    const { key, ctrlKey, metaKey, altKey } = event;
    const command = keyCommand({ key, ctrlKey, metaKey, altKey, taken });
    const act = command === null ? undefined : commands[command];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
