import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  SegmentedControl,
  Tooltip,
} from '@mantine/core'

/** Mantine's controls in the look of `tokens.css`. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '26px' },
  defaultRadius: '6px',
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      classNames: { root: 'hooklens-icon-button' },
    }),
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      styles: { label: { fontWeight: 550 } },
      // Mantine chooses the text's colour for the light scheme only.
      vars: (_theme, { variant, color }) => ({
        root:
          variant === 'filled' && color === undefined
            ? {
                '--button-bg': 'var(--accent)',
                '--button-hover': 'var(--accent-hover)',
                '--button-color': 'var(--on-accent)',
              }
            : {},
      }),
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 0 },
      classNames: { root: 'hooklens-segments' },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, fz: 12, py: 3, px: 8, withinPortal: true } }),
    // Named, not imported: their code loads with what first opens them.
    // Mantine would make what is said below a small field smaller still.
    InputWrapper: {
      vars: () => ({
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
      }),
    },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', width: 220, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 10,
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 100 },
        overlayProps: { opacity: 0.4 },
      },
      styles: {
        content: { border: '1px solid var(--line)', background: 'var(--raised)' },
        header: { background: 'var(--raised)' },
        title: { fontWeight: 600, fontSize: 15 },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
  },
})

/** Where Mantine would take a grey of its own, it takes ours. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-gray-light-hover': 'var(--hover)',
    '--mantine-color-gray-light-color': 'var(--dim)',
    '--mantine-color-red-light-color': 'var(--bad)',
  }
  return {
    variables: {},
    light: { ...shared, '--mantine-color-gray-4': 'var(--line-strong)' },
    dark: {
      ...shared,
      '--mantine-color-dark-4': 'var(--line-strong)',
      '--mantine-color-dark-5': 'var(--chip)',
      '--mantine-color-dark-6': 'var(--raised)',
    },
  }
}
