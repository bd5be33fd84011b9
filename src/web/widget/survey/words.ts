import type { SurveyMark } from '../../shared/index.ts'

export const zh = {
  title: '服务评价',
  ask: '这次服务您满意吗？',
  askOf: (agent: string) => `${agent}这次的服务，您满意吗？`,
  star: (score: number) => `${score} 星`,
  scores: ['很不满意', '不太满意', '一般', '满意', '很满意'],
  marks: {
    fast: '回复快',
    solved: '问题解决了',
    kind: '态度好',
    clear: '说得清楚',
    slow: '等太久',
    unsolved: '问题没解决',
    unkind: '态度不好',
    repeated: '反复问同样的事',
  } satisfies Record<SurveyMark, string>,
  words: '还想说点什么？（选填）',
  send: '提交评价',
  away: '不评了',
  thanks: '收到了，谢谢您的评价',
  offline: '网络断开了，恢复后再点一次',
  sorry: '很抱歉没让您满意。需要的话，现在就请同事来处理',
}

export const en: typeof zh = {
  title: 'How it was',
  ask: 'How was the service?',
  askOf: (agent) => `How was the service of ${agent}?`,
  star: (score) => (score === 1 ? '1 star' : `${score} stars`),
  scores: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
  marks: {
    fast: 'Quick',
    solved: 'Solved it',
    kind: 'Friendly',
    clear: 'Clear',
    slow: 'Long wait',
    unsolved: 'Not solved',
    unkind: 'Unfriendly',
    repeated: 'Same questions again',
  },
  words: 'Anything else? (optional)',
  send: 'Send',
  away: 'Not now',
  thanks: 'Thank you for telling us',
  offline: 'You are offline. Tap again when the connection is back.',
  sorry: 'We are sorry. If you like, a person looks into it now',
}

export const words = {
  zh,
  en: () => import('./words.ts?en'),
  tw: () => import('./words.ts?tw'),
}
