import { Form, Modal } from 'antd'
import { useState } from 'react'
import type { LoginRow } from '../../shared/index.ts'
import { api } from '../api.ts'
import { faultsIn } from '../field-faults.ts'
import type { Handover } from './handover.tsx'
import { madeUpPassword } from './made-up.ts'
import { PasswordField } from './password-field.tsx'
import { said } from './said.ts'

interface Props {
  readonly login: LoginRow
  readonly onClose: () => void
  readonly onSet: (handover: Handover) => void
}

interface Fields {
  readonly password: string
}

/** Somebody forgot theirs. */
export function ResetPassword({ login: { id, name }, onClose, onSet }: Props) {
  const [form] = Form.useForm<Fields>()
  const [isBusy, setBusy] = useState(false)
  const [madeUp] = useState(madeUpPassword)

  async function save({ password }: Fields) {
    setBusy(true)
    try {
      await api.setPassword(id, password)
      onSet({ id, name, password })
    } catch (error) {
      form.setFields(faultsIn(error, 'password'))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={said.password.resetTitle(name)}
      okText={said.save}
      cancelText={said.cancel}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="reset-hint">{said.password.resetHint}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ password: madeUp }}
        onFinish={(fields) => void save(fields)}
      >
        <PasswordField label={said.password.password} />
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
