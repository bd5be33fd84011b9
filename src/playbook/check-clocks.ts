import { levels } from '../model/ticket.ts'
import { errorAt, type Fault, where } from './fault.ts'
import { type Piece, piecesIn } from './pieces.ts'
import { repeats } from './repeats.ts'
import { clocksFile, type StageClockSpec, stageClock } from './schema/index.ts'
import { type Path, placeOf, type YamlFile } from './yaml-file.ts'

/** Clocks take some time, and warn within it; a level has each of them once. */
export const checkClocks = (files: readonly YamlFile[]): Fault[] =>
  files.flatMap((file) => {
    if (file.file === 'replies/clocks.yaml') return checkReplyClocks(file)
    if (file.file !== 'replies/severity.yaml') return []
    return levels.flatMap((level) => {
      const clocks = piecesIn(file, ['levels', String(level), 'clocks'], stageClock)
      return [...checkIds(clocks), ...clocks.flatMap(checkStageClock)]
    })
  })

const checkIds = (clocks: readonly Piece<StageClockSpec>[]): Fault[] =>
  repeats(clocks, ({ content }) => content.id).map(([clock, earlier]) => {
    const place = ({ file, path }: Piece<unknown>) => placeOf(file, [...path, 'id'])
    const { id } = clock.content
    return errorAt(
      place(clock),
      [
        `时限编号「${id}」在同一级里重复了，${where(place(earlier))} 已经用过`,
        `clock id "${id}" is already used in this level at ${where(place(earlier))}`,
      ],
      ['换一个编号', 'choose another id'],
    )
  })

const checkStageClock = ({ file, path, content }: Piece<StageClockSpec>): Fault[] => {
  const { within, warn_before } = content
  if (within === 0) return [noTime(file, [...path, 'within'])]
  if (warn_before === undefined || warn_before < within) return []
  return [
    errorAt(
      placeOf(file, [...path, 'warn_before']),
      [
        '提醒的时间不短于时限，一开始就会提醒',
        'it would warn at the very start: warn_before is no shorter than within',
      ],
      [
        'warn_before 要比 within 短，或者删掉',
        'make warn_before shorter than within, or delete it',
      ],
    ),
  ]
}

/** What a channel does not say is as in `default`, so a fault may be in both together. */
const checkReplyClocks = (file: YamlFile): Fault[] => {
  const { success, data } = clocksFile.safeParse(file.value)
  if (!success) return []
  const { default: usual, channels } = data.reply
  const named = Object.entries(channels).map(([name, own]) => ({
    path: ['reply', 'channels', name],
    clock: { ...usual, ...own },
  }))
  return [{ path: ['reply', 'default'], clock: usual }, ...named].flatMap(({ path, clock }) => {
    const { within = 0, warn_after = 0 } = clock
    if (within === 0) return [noTime(file, [...path, 'within'])]
    if (warn_after < within) return []
    return [
      errorAt(
        placeOf(file, [...path, 'warn_after']),
        [
          '还没提醒就已经超时了：warn_after 不短于 within',
          'it is over before it warns: warn_after is no shorter than within',
        ],
        ['warn_after 要比 within 短', 'make warn_after shorter than within'],
      ),
    ]
  })
}

const noTime = (file: YamlFile, path: Path): Fault =>
  errorAt(
    placeOf(file, path),
    ['时限是 0，一开始就超时了', 'the clock is over at once: within is 0'],
    ['写成大于 0 的时长，例如 15m', 'write a time, such as 15m'],
  )
