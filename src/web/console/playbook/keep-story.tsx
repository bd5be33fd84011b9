import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { TryRequest } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { spoken } from '../texts.ts'
import { server } from './server.ts'
import { words } from './texts.ts'

const say = spoken(words).play

/** The conversation as a story, which every save is held against from then on. */
export function KeepStory({ request }: { request: TryRequest }) {
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [yaml, setYaml] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const open = () => {
    setTitle(request.lines[0]?.slice(0, 30) ?? '')
    setYaml(null)
    setOpen(true)
  }
  const keep = async () => {
    setBusy(true)
    try {
      const story = await server.story({ ...request, title: title.trim(), keep: true })
      if ('kind' in story) void message.error(say.refused)
      else if (story.file === null) setYaml(story.text)
      else {
        void message.success(say.kept(story.file))
        setOpen(false)
      }
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const copy = () =>
    navigator.clipboard.writeText(yaml ?? '').then(
      () => void message.success(say.copied),
      () => {},
    )
  return (
    <>
      <Button onClick={open}>{say.keep}</Button>
      <Modal
        open={isOpen}
        title={say.keep}
        okText={yaml === null ? say.keepGo : say.keepCopy}
        okButtonProps={{ disabled: title.trim() === '', loading: isBusy }}
        onOk={() => void (yaml === null ? keep() : copy())}
        onCancel={() => setOpen(false)}
      >
        <p className="faint">{yaml === null ? say.keepHint : say.noFolder}</p>
        {yaml === null ? (
          <Input
            value={title}
            maxLength={100}
            aria-label={say.keepTitle}
            placeholder={say.keepTitle}
            onChange={({ target }) => setTitle(target.value)}
          />
        ) : (
          <pre className="story">{yaml}</pre>
        )}
      </Modal>
    </>
  )
}
