import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { StrictMode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { createLive } from './live.ts'
import { nonce } from './nonce.ts'
import { language, texts } from './texts.ts'
import { antThemeOf, isDark, watchTheme } from './theme.ts'
import { App } from './view/app.tsx'

document.documentElement.lang = texts.lang

const live = createLive()
const queries = new QueryClient({
  // An error has its sentence; three more tries only keep the reader waiting for it.
  defaultOptions: { queries: { retry: false, staleTime: 5_000 } },
})

function Root() {
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={antThemeOf(useSyncExternalStore(watchTheme, isDark))}
      csp={nonce === undefined ? {} : { nonce }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queries}>
        <AntApp className="root">
          <App live={live} />
        </AntApp>
      </QueryClientProvider>
    </ConfigProvider>
  )
}

/** The server saw no session with the page: there is nobody to ask for. */
const isGuest = document.querySelector('script[data-guest]') !== null
const root = document.getElementById('app')
// The page's own mark stays until it is known who is there: the first that is drawn is what stays.
if (!isGuest) await live.enter().catch(() => {})
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  )
}
