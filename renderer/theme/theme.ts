// Hands our tokens to Mantine, so that its controls and ours are one family.
import {
  ActionIcon,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
} from '@mantine/core';

const iris: MantineColorsTuple = [
  '#eff0fd',
  '#dcdff8',
  '#bcc2f2',
  '#9aa3ec',
  '#7d88e6',
  '#6874e0',
  '#5562d6',
  '#4653c6',
  '#3a46b0',
  '#2e3892',
];

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { iris },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.4' },
  headings: { fontWeight: '620', sizes: { h1: { fontSize: '17px' }, h2: { fontSize: '15px' } } },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'default',
  components: {
    ActionIcon: ActionIcon.extend({
      vars: (_theme, { variant, color }) => ({
        root:
          variant === 'subtle' && color === 'gray'
            ? { '--ai-color': 'var(--text-muted)', '--ai-hover': 'var(--ground-inset)' }
            : {},
      }),
    }),
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: { duration: 100 }, withinPortal: true },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        transitionProps: { duration: 100 },
        events: { hover: true, focus: true, touch: true },
        multiline: true,
        maw: 280,
      },
    },
  },
});

export const themeVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-muted)',
    '--mantine-color-placeholder': 'var(--text-muted)',
    '--mantine-color-default': 'var(--ground-raised)',
    '--mantine-color-default-hover': 'var(--ground-hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--deleted)',
  };
  return { variables: {}, light: shared, dark: shared };
};
