export const zh = {
  order: '订单',
  product: '商品',
  unsupported: '这条消息暂时显示不了',
  image: '图片',
  video: '视频',
  voice: '语音',
  file: '文件',
  download: '下载',
  load: '点一下打开',
  openImage: '查看大图',
  saving: '正在保存…',
}

export const en: typeof zh = {
  order: 'Order',
  product: 'Product',
  unsupported: 'This message cannot be shown',
  image: 'Picture',
  video: 'Video',
  voice: 'Voice',
  file: 'File',
  download: 'Download',
  load: 'Tap to open',
  openImage: 'View full size',
  saving: 'Being saved…',
}

export const words = {
  zh,
  en: () => import('./thing-words.ts?en'),
  tw: () => import('./thing-words.ts?tw'),
}
