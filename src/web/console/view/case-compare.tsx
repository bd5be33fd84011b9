import { RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import type { Comparable } from '../case-pictures.ts'
import { texts } from '../texts.ts'
import { PictureTimes } from './case-picture.tsx'
import { layerRoot } from './layer.ts'

interface Props {
  readonly pictures: readonly Comparable[]
  /** The one that it was opened from; it stands on the left. */
  readonly first: string
  readonly onClose: () => void
}

/** What of the pictures is seen: both move together, so that the same place is looked at in both. */
interface View {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

const whole: View = { zoom: 1, x: 0, y: 0 }
const step = { zoom: 1.25, move: 40 }
const largest = 8

const sides = ['left', 'right'] as const
type Side = (typeof sides)[number]

/** Two pictures side by side: of the case, or one of them and how it should look. */
export function Compare({ pictures, first, onClose }: Props) {
  const [shown, setShown] = useState<Readonly<Record<Side, string>>>(() => ({
    left: first,
    right: partnerOf(first, pictures),
  }))
  const [turns, setTurns] = useState<Readonly<Record<Side, number>>>({ left: 0, right: 0 })
  const [view, setView] = useState(whole)
  const dragged = useRef<{ readonly x: number; readonly y: number } | null>(null)

  const zoom = (by: number) =>
    setView((now) => {
      const next = Math.min(largest, Math.max(1, now.zoom * by))
      return next === 1 ? whole : { ...now, zoom: next }
    })
  const move = (x: number, y: number) => setView((now) => ({ ...now, x: now.x + x, y: now.y + y }))

  function press({ key }: React.KeyboardEvent) {
    const does = {
      '+': () => zoom(step.zoom),
      '=': () => zoom(step.zoom),
      '-': () => zoom(1 / step.zoom),
      '0': () => setView(whole),
      ArrowLeft: () => move(step.move, 0),
      ArrowRight: () => move(-step.move, 0),
      ArrowUp: () => move(0, step.move),
      ArrowDown: () => move(0, -step.move),
    }[key]
    does?.()
    return does !== undefined
  }

  return (
    <Modal
      open
      centered
      footer={null}
      getContainer={layerRoot}
      width="min(1200px, 96vw)"
      className="compare"
      title={texts.ticket.compareTitle}
      onCancel={onClose}
    >
      <div className="compare-sides">
        {sides.map((side) => (
          <div key={side} className="compare-side">
            <div className="compare-head">
              <Select
                value={shown[side]}
                aria-label={texts.ticket.comparePictures[side]}
                options={pictures.map(({ key, name }) => ({ value: key, label: name }))}
                onChange={(key) => {
                  setShown({ ...shown, [side]: key })
                  setTurns({ ...turns, [side]: 0 })
                }}
              />
              <Button
                icon={<RotateRightOutlined />}
                aria-label={texts.ticket.rotate[side]}
                title={texts.ticket.rotate[side]}
                onClick={() => setTurns({ ...turns, [side]: turns[side] + 1 })}
              />
            </div>
            <Stage
              picture={pictures.find(({ key }) => key === shown[side])}
              turn={turns[side]}
              view={view}
              onKey={press}
              onWheel={(up) => zoom(up ? step.zoom : 1 / step.zoom)}
              onGrab={(at) => {
                dragged.current = at
              }}
              onDrag={(at) => {
                if (dragged.current === null) return
                move(at.x - dragged.current.x, at.y - dragged.current.y)
                dragged.current = at
              }}
            />
          </div>
        ))}
      </div>
      <div className="compare-tools">
        <Button
          icon={<ZoomOutOutlined />}
          aria-label={texts.ticket.zoomOut}
          onClick={() => zoom(1 / step.zoom)}
        />
        <Button onClick={() => setView(whole)}>{texts.ticket.zoomReset}</Button>
        <Button
          icon={<ZoomInOutlined />}
          aria-label={texts.ticket.zoomIn}
          onClick={() => zoom(step.zoom)}
        />
        <span className="faint">{texts.ticket.compareKeys}</span>
      </div>
    </Modal>
  )
}

/** How it should look, else the next one that came. */
function partnerOf(first: string, pictures: readonly Comparable[]): string {
  const others = pictures.filter(({ key }) => key !== first)
  const label = pictures.find(({ key }) => key === first)?.name.replace(/ \d+$/, '')
  const good = others.find(
    ({ name, known }) => known === undefined && name.startsWith(`${label} ·`),
  )
  return (good ?? others[0])?.key ?? first
}

interface At {
  readonly x: number
  readonly y: number
}

interface StageProps {
  readonly picture: Comparable | undefined
  readonly turn: number
  readonly view: View
  /** Whether the key meant something. */
  readonly onKey: (event: React.KeyboardEvent) => boolean
  readonly onWheel: (up: boolean) => void
  readonly onGrab: (at: At | null) => void
  readonly onDrag: (at: At) => void
}

const Stage = ({ picture, turn, view, onKey, onWheel, onGrab, onDrag }: StageProps) => (
  <>
    <div
      className="compare-stage"
      role="application"
      aria-label={picture?.name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what moves by arrow keys must take the focus
      tabIndex={0}
      onKeyDown={(event) => {
        if (onKey(event)) event.preventDefault()
      }}
      onWheel={({ deltaY }) => onWheel(deltaY < 0)}
      onPointerDown={({ currentTarget, pointerId, clientX, clientY }) => {
        currentTarget.setPointerCapture(pointerId)
        onGrab({ x: clientX, y: clientY })
      }}
      onPointerMove={({ clientX, clientY }) => onDrag({ x: clientX, y: clientY })}
      onPointerUp={() => onGrab(null)}
      onPointerCancel={() => onGrab(null)}
    >
      {picture !== undefined && (
        <img
          src={picture.source}
          alt={picture.name}
          draggable={false}
          style={{
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom}) rotate(${turn * 90}deg)`,
          }}
        />
      )}
    </div>
    <div className="compare-foot">
      <PictureTimes known={picture?.known} />
    </div>
  </>
)
