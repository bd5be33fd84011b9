import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { say } from './texts.ts'

/** How something is counted, in words. */
export const Info = ({ title, text }: { title: string; text: string }) => (
  <Popover trigger="click" content={<p className="ov-info">{text}</p>}>
    <Button
      type="text"
      size="small"
      icon={<QuestionCircleOutlined />}
      aria-label={say.info(title)}
    />
  </Popover>
)
