/** What a reader's handler may be written in: the eight that Stack documents, in its order, then the rest. */
export const frameworks = [
  { id: 'nextjs', label: 'Next.js', language: 'typescript' },
  { id: 'react-express', label: 'React with Express', language: 'javascript' },
  { id: 'express', label: 'Express', language: 'javascript' },
  { id: 'nodejs', label: 'Node.js', language: 'javascript' },
  { id: 'javascript', label: 'Vanilla JavaScript', language: 'javascript' },
  { id: 'django', label: 'Django', language: 'python' },
  { id: 'fastapi', label: 'FastAPI', language: 'python' },
  { id: 'flask', label: 'Flask', language: 'python' },
  { id: 'nestjs', label: 'NestJS', language: 'typescript' },
  { id: 'hono', label: 'Hono', language: 'typescript' },
  { id: 'lambda', label: 'AWS Lambda', language: 'javascript' },
  { id: 'nginx', label: 'nginx', language: 'nginx' },
] as const

export type FrameworkId = (typeof frameworks)[number]['id']
