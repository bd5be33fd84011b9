import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { spoken } from '../texts.ts'
import { words } from './texts.ts'

const say = spoken(words).addFile
const texts = spoken(words)

interface Props {
  readonly taken: ReadonlySet<string>
  readonly onAdd: (file: string, text: string) => void
  readonly onClose: () => void
}

/** A new intent or topic, with the line that names its schema and what has to stand in it. */
export function AddFile({ taken, onAdd, onClose }: Props) {
  const [kind, setKind] = useState<'intent' | 'topic'>('topic')
  const [id, setId] = useState('')
  const isWellFormed = (kind === 'intent' ? /^[a-z][a-z0-9_]*$/ : /^[a-z][a-z0-9-]*$/).test(id)
  const file = `${kind === 'intent' ? 'intents' : 'replies'}/${id}.yaml`
  const fault = id === '' ? null : !isWellFormed ? say.wrong : taken.has(file) ? say.taken : null
  const add = () => {
    const text = kind === 'intent' ? texts.newIntent(id) : texts.newTopic(id)
    onAdd(file, `# yaml-language-server: $schema=.schema/${kind}.json\n${text}`)
  }
  return (
    <Modal
      open
      title={say.title}
      okText={say.go}
      cancelText={say.cancel}
      okButtonProps={{ disabled: id === '' || fault !== null }}
      onOk={add}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={() => fault === null && id !== '' && add()}>
        <Form.Item label={say.kind}>
          <Radio.Group
            value={kind}
            onChange={({ target }) => setKind(target.value)}
            options={[
              { value: 'topic', label: say.topic },
              { value: 'intent', label: say.intent },
            ]}
          />
        </Form.Item>
        <Form.Item
          label={say.id}
          htmlFor="playbook-new-id"
          validateStatus={fault === null ? '' : 'error'}
          help={fault ?? (kind === 'intent' ? say.intentHint : say.topicHint)}
        >
          <Input
            id="playbook-new-id"
            autoFocus
            value={id}
            onChange={({ target }) => setId(target.value.trim())}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
