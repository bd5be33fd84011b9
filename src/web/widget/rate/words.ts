import type { RatingReason } from '../../shared/index.ts'

export const zh = {
  group: '这个回答有用吗',
  up: '有用',
  down: '没用',
  why: '哪里不好？可以多选',
  reasons: {
    off_point: '没答到点上',
    wrong: '说得不对',
    unclear: '太啰嗦看不懂',
    no_help: '没帮上忙',
    wants_human: '我想找人工',
  } satisfies Record<RatingReason, string>,
  done: '好了',
  list: '、',
  told: '已反馈',
  thanks: '谢谢，会改进的',
  offline: '网络断开了，恢复后再点一次',
}

export const en: typeof zh = {
  group: 'Was this answer helpful?',
  up: 'Helpful',
  down: 'Not helpful',
  why: 'What was wrong? Pick any',
  reasons: {
    off_point: 'Beside the point',
    wrong: 'Not correct',
    unclear: 'Too long or unclear',
    no_help: 'Did not help',
    wants_human: 'I want a person',
  },
  done: 'Done',
  list: ', ',
  told: 'Noted',
  thanks: 'Thank you, we will do better',
  offline: 'You are offline. Tap again when the connection is back.',
}

export const words = {
  zh,
  en: () => import('./words.ts?en'),
  tw: () => import('./words.ts?tw'),
}
