import { Alert, App, Button, Modal } from 'antd'
import { said } from './said.ts'

/** What somebody needs in order to log in. */
export interface Handover {
  readonly id: string
  readonly name: string
  readonly password: string
}

/** The one time that a password can be read. */
export function HandoverSheet({ login, onClose }: { login: Handover; onClose: () => void }) {
  const { message } = App.useApp()
  const { id, name, password } = login
  const both = `${said.password.login} ${id}\n${said.password.password} ${password}`
  const copy = () =>
    navigator.clipboard.writeText(both).then(() => void message.success(said.password.copied))
  return (
    <Modal
      open
      title={said.password.readyTitle(name)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        // Browsers give the clipboard to pages of this machine, or behind TLS.
        navigator.clipboard !== undefined && (
          <Button key="copy" onClick={() => void copy()}>
            {said.password.copy}
          </Button>
        ),
        <Button key="done" type="primary" onClick={onClose}>
          {said.password.done}
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title={said.password.once} />
      <dl className="handover">
        <dt>{said.password.login}</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>{said.password.password}</dt>
        <dd>
          <code>{password}</code>
        </dd>
      </dl>
    </Modal>
  )
}
