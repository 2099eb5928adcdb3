// Entry of the page: asks what it needs to draw its first frame, then draws it.
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import { chooseLocale } from '#shared/locale';
import { defaultSettings } from '#shared/settings';
import { App } from './app';
import { ask } from './state/ask';

async function open(root: HTMLElement): Promise<void> {
  const [facts, settings, status] = await Promise.all([
    ask('shell.facts', {}),
    ask('settings.get', {}),
    ask('status.get', {}),
  ]);
  const opening = {
    facts: facts.ok
      ? facts.value
      : { locale: chooseLocale(navigator.languages), dark: false, platform: '', version: '' },
    settings: settings.ok ? settings.value : defaultSettings,
    status: status.ok ? status.value : null,
  };
  createRoot(root).render(<App opening={opening} />);
}

const root = document.getElementById('root');
if (root) void open(root);
