import './theme/mantine.css'
import './theme/tokens.css'
import './theme/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { Providers } from './app/providers.tsx'
import { loadEventRoute, router } from './app/router.tsx'

// Schemas compiled with `new Function` would break the content security policy.
z.config({ jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)

// A failure shows when it is needed: the router asks again.
window.addEventListener('load', () => setTimeout(() => loadEventRoute().catch(() => {}), 1500))
