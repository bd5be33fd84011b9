import { Button } from 'antd'
import { Component, type ReactNode, Suspense } from 'react'
import { texts } from '../texts.ts'

interface Props {
  /** Meanwhile. */
  readonly fallback: ReactNode
  readonly children: ReactNode
}

interface State {
  readonly hasFallen: boolean
}

/**
 * What is downloaded when it is wanted. If it cannot be, as right after an upgrade, or cannot be
 * drawn, it takes nothing else down with it.
 */
export class Part extends Component<Props, State> {
  override state: State = { hasFallen: false }
  static getDerivedStateFromError = (): State => ({ hasFallen: true })

  override render() {
    const { fallback, children } = this.props
    if (!this.state.hasFallen) return <Suspense fallback={fallback}>{children}</Suspense>
    return (
      <section className="nowhere">
        <h2>{texts.fallen.title}</h2>
        <p>{texts.fallen.more}</p>
        <Button type="primary" onClick={() => location.reload()}>
          {texts.fallen.reload}
        </Button>
      </section>
    )
  }
}
