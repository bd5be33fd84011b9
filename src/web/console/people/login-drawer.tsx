import { Button, Drawer, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { LoginRow, NewLoginRequest, PeopleList, Role } from '../../shared/index.ts'
import { api } from '../api.ts'
import { faultsIn } from '../field-faults.ts'
import { texts } from '../texts.ts'
import type { Handover } from './handover.tsx'
import { PasswordField } from './password-field.tsx'
import { said } from './said.ts'
import { shopChoices } from './shop-names.ts'

interface Props {
  /** Absent for a new one. */
  readonly login: LoginRow | undefined
  readonly shops: PeopleList['shops']
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
  readonly onAdded: (handover: Handover) => void
}

const roles = Object.keys(said.form.may) as Role[]
const needed = [{ required: true, message: said.form.needed }]

export function LoginDrawer({ login, shops, onClose, onSaved, onAdded }: Props) {
  const [form] = Form.useForm<NewLoginRequest>()
  const [isBusy, setBusy] = useState(false)

  async function save(fields: NewLoginRequest) {
    setBusy(true)
    try {
      if (login === undefined) {
        await api.addLogin(fields)
        onAdded({ id: fields.id, name: fields.name, password: fields.password })
      } else {
        const { name, role, shops } = fields
        await api.changeLogin(login.id, { name, role, shops })
        onSaved(name)
      }
    } catch (error) {
      form.setFields(faultsIn(error, login === undefined ? 'id' : 'role'))
      setBusy(false)
    }
  }

  return (
    <Drawer
      open
      size={420}
      className="login-drawer"
      title={login === undefined ? said.form.addTitle : said.form.editTitle(login.name)}
      onClose={onClose}
      footer={
        <div className="drawer-ends">
          <Button onClick={onClose}>{said.cancel}</Button>
          <Button type="primary" loading={isBusy} onClick={form.submit}>
            {said.save}
          </Button>
        </div>
      }
    >
      <Form<NewLoginRequest>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={login ?? { role: 'agent', shops: [] }}
        onFinish={(fields) => void save(fields)}
      >
        {login === undefined && (
          <Form.Item name="id" label={said.form.id} extra={said.form.idHint} rules={needed}>
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={32} />
          </Form.Item>
        )}
        <Form.Item name="name" label={said.form.name} extra={said.form.nameHint} rules={needed}>
          <Input autoComplete="off" maxLength={20} />
        </Form.Item>
        <Form.Item name="role" label={said.form.role}>
          <Radio.Group
            className="roles"
            options={roles.map((value) => ({
              value,
              label: (
                <>
                  {texts.role[value]}
                  <small>{said.form.may[value]}</small>
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="shops" label={said.form.shops} extra={said.form.shopsHint}>
          <Select
            mode="multiple"
            allowClear
            placeholder={said.allShops}
            optionFilterProp="label"
            options={shopChoices(shops, login?.shops ?? [])}
          />
        </Form.Item>
        {login === undefined && <PasswordField label={said.form.password} />}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )
}
