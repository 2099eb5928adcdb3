// The page around its places: language, colours, shared state.
import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Crash } from './frame/Crash';
import { Frame } from './frame/Frame';
import { createPageText } from './i18n/index';
import { DeskProvider, type Opening, useDesk } from './state/desk';
import { theme, themeVariables } from './theme/theme';

export function App({ opening }: { readonly opening: Opening }) {
  return (
    <DeskProvider opening={opening}>
      <Look>
        <Frame />
      </Look>
    </DeskProvider>
  );
}

function Look({ children }: { readonly children: React.ReactNode }) {
  const { settings, facts } = useDesk();
  const system = useColorScheme(facts.dark ? 'dark' : 'light');
  const scheme = settings.theme === 'system' ? system : settings.theme;
  const locale = settings.locale ?? facts.locale;
  const text = useMemo(() => createPageText(locale), [locale]);
  useEffect(() => {
    // Also picks the right shapes of Han characters.
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <I18nextProvider i18n={text}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={themeVariables}
        forceColorScheme={scheme}
      >
        <Crash>{children}</Crash>
      </MantineProvider>
    </I18nextProvider>
  );
}
