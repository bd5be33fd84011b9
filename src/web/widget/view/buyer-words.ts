export const zh = {
  demoTitle: '以哪位买家的身份聊？',
  demoHint: '每位的订单不同，换一位就打开新的会话。',
}

export const en: typeof zh = {
  demoTitle: 'Chat as which buyer?',
  demoHint: 'Every buyer has other orders. Choosing one opens a new conversation.',
}

export const words = {
  zh,
  en: () => import('./buyer-words.ts?en'),
  tw: () => import('./buyer-words.ts?tw'),
}
