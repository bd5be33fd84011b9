export const zh = {
  uploading: (percent: number) => `上传中 ${percent}%`,
  uploadFailed: '上传失败',
  emptyFile: '这是空文件',
  wrongType: '只支持图片、视频、语音和 PDF',
  tooLarge: (megabytes: number) => `超过 ${megabytes} MB，太大了，请换一个小一点的`,
}

export const en: typeof zh = {
  uploading: (percent) => `Uploading ${percent}%`,
  uploadFailed: 'Upload failed',
  emptyFile: 'This file is empty',
  wrongType: 'Only pictures, videos, voice messages and PDF can be sent',
  tooLarge: (megabytes) => `Larger than ${megabytes} MB: please send a smaller one`,
}

export const words = {
  zh,
  en: () => import('./words.ts?en'),
  tw: () => import('./words.ts?tw'),
}
