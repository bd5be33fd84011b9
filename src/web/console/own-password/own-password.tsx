import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Me } from '../../shared/index.ts'
import { api } from '../api.ts'
import { faultsIn } from '../field-faults.ts'
import { texts } from '../texts.ts'
import { said } from './said.ts'

interface Fields {
  readonly old: string
  readonly password: string
  readonly again: string
}

/** Somebody changes the password that they have. */
export function OwnPassword({ me, onClose }: { me: Me; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [isBusy, setBusy] = useState(false)

  async function save({ old, password }: Fields) {
    setBusy(true)
    try {
      await api.setOwnPassword({ old, password })
      void message.success(said.saved)
      onClose()
    } catch (error) {
      form.setFields(faultsIn(error, 'old'))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={texts.ownPassword}
      okText={said.save}
      cancelText={said.cancel}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void save(fields)}
      >
        <input type="text" autoComplete="username" value={me.id} readOnly hidden />
        <Form.Item name="old" label={said.old} rules={[{ required: true, message: said.needed }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={said.next}
          extra={said.hint}
          rules={[{ required: true, message: said.needed }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={said.again}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, again) => {
                if (again !== getFieldValue('password')) throw new Error(said.different)
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
