import { BellOutlined } from '@ant-design/icons'
import { Button, Popover, Switch } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { newsKinds } from '../news.ts'
import { noticeChoice } from '../notices.ts'
import { sound } from '../sound.ts'
import { texts } from '../texts.ts'

/** What may make a sound or show itself; and whether the browser lets it. */
export function NoticeMenu() {
  const isLocked = useSyncExternalStore(sound.subscribe, sound.isLocked)
  return (
    <Popover trigger="click" placement="bottomRight" content={<Choices />}>
      <Button
        type="text"
        size="small"
        icon={<BellOutlined />}
        aria-label={texts.notices.label}
        title={isLocked ? texts.notices.locked : texts.notices.label}
        className={isLocked ? 'bell locked' : 'bell'}
      />
    </Popover>
  )
}

function Choices() {
  const choice = useSyncExternalStore(noticeChoice.subscribe, noticeChoice.get)
  const [isDenied, setDenied] = useState(false)
  const { sounds } = choice

  async function chooseDesktop(desktop: boolean) {
    const isAllowed =
      !desktop ||
      ('Notification' in window && (await Notification.requestPermission()) === 'granted')
    setDenied(!isAllowed)
    noticeChoice.set({ ...choice, desktop: desktop && isAllowed })
  }

  return (
    <ul className="notices">
      {newsKinds.map((kind) => (
        <li key={kind}>
          <label htmlFor={`sound-${kind}`}>{texts.notices.sounds[kind]}</label>
          <Button
            size="small"
            type="link"
            aria-label={`${texts.notices.test} · ${texts.notices.sounds[kind]}`}
            onClick={() => void sound.unlock().then(() => sound.play(kind))}
          >
            {texts.notices.test}
          </Button>
          <Switch
            id={`sound-${kind}`}
            size="small"
            checked={sounds[kind]}
            onChange={(on) => noticeChoice.set({ ...choice, sounds: { ...sounds, [kind]: on } })}
          />
        </li>
      ))}
      <li>
        <label htmlFor="desktop">{texts.notices.desktop}</label>
        <Switch
          id="desktop"
          size="small"
          checked={choice.desktop}
          onChange={(on) => void chooseDesktop(on)}
        />
      </li>
      {isDenied && <li role="alert">{texts.notices.denied}</li>}
    </ul>
  )
}
