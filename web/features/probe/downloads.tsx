import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ProbeReport } from '../../../shared/probe.ts'
import { probeToJunit } from '../../../shared/probe-report/junit.ts'
import { probeToMarkdown } from '../../../shared/probe-report/markdown.ts'

const formats = [
  {
    name: 'JSON',
    file: 'json',
    type: 'application/json',
    write: (report: ProbeReport) => JSON.stringify(report, null, 2),
  },
  { name: 'Markdown', file: 'md', type: 'text/markdown', write: probeToMarkdown },
  { name: 'JUnit', file: 'xml', type: 'application/xml', write: probeToJunit },
]

/** The report as a file, to keep it or to show it to others. */
export function Downloads({ report }: { report: ProbeReport }) {
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <Button leftSection={<IconDownload size={15} />}>Download</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ name, file, type, write }) => (
          <Menu.Item key={file} onClick={() => download(write(report), `${report.id}.${file}`, type)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function download(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
