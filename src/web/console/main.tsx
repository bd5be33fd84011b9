import { App as AntApp, ConfigProvider, theme } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createLive } from './live.ts'
import { language, texts } from './texts.ts'
import { App } from './view/app.tsx'
import { useDark } from './view/hooks.ts'

document.documentElement.lang = texts.lang

const live = createLive()
// The key names the class that carries antd's variables, for our own style sheet to use.
const cssVar = { key: 'shouhou' }
// antd's own greys and reds are below 4.5:1 (WCAG 2.2 AA).
const token = {
  colorPrimary: '#0958d9',
  colorLink: '#0958d9',
  colorError: '#cf1322',
  colorTextDescription: '#595959',
  colorTextPlaceholder: '#6b6b6b',
  borderRadius: 8,
}
const darkToken = {
  colorPrimary: '#2f6fe4',
  colorLink: '#7fb0ff',
  colorError: '#f0696b',
  colorTextDescription: '#a6a6a6',
  colorTextPlaceholder: '#8f8f8f',
  borderRadius: 8,
}

// The darkened primary colour is too dim for text.
const darkComponents = { Tabs: { itemSelectedColor: '#7fb0ff', inkBarColor: '#7fb0ff' } }

function Root() {
  const isDark = useDark()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: isDark ? darkToken : token,
        cssVar,
        ...(isDark ? { components: darkComponents } : {}),
      }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="root">
        <App live={live} />
      </AntApp>
    </ConfigProvider>
  )
}

const root = document.getElementById('app')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  )
}
