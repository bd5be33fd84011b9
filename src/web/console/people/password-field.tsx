import { Button, Form, Input } from 'antd'
import { madeUpPassword } from './made-up.ts'
import { said } from './said.ts'

/** For somebody else: it is read, so it is shown. */
export function PasswordField({ label }: { label: string }) {
  const form = Form.useFormInstance<{ readonly password: string }>()
  const makeUp = () => form.setFields([{ name: 'password', value: madeUpPassword(), errors: [] }])
  return (
    <Form.Item label={label} extra={said.password.hint} htmlFor="password">
      <div className="made-up">
        <Form.Item name="password" noStyle rules={[{ required: true, message: said.form.needed }]}>
          <Input id="password" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Button onClick={makeUp}>{said.password.generate}</Button>
      </div>
    </Form.Item>
  )
}
