import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

const schemes = [
  { value: 'light', name: 'Light', Icon: IconSun },
  { value: 'dark', name: 'Dark', Icon: IconMoon },
  { value: 'auto', name: 'As the system', Icon: IconDeviceDesktop },
] as const

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl<MantineColorScheme>
      aria-label="Colours"
      value={colorScheme}
      onChange={setColorScheme}
      withItemsBorders={false}
      styles={{ label: { padding: '3px 7px' }, innerLabel: { display: 'grid' } }}
      data={schemes.map(({ value, name, Icon }) => ({
        value,
        label: <Icon size={15} stroke={1.6} role="img" aria-label={name} title={name} />,
      }))}
    />
  )
}
