export const zh = {
  title: (form: string) => `${form}要准备的资料`,
  progress: (got: number, wanted: number) => `资料 ${got}/${wanted}`,
  next: (label: string) => `还差：${label}`,
  done: '必需的都齐了',
  optional: '选填',
  state: { missing: '缺', unclear: '不清晰', got: '已收', skipped: '不用了' },
  files: (count: number) => `${count} 个文件`,
  example: (label: string) => `${label}的示例`,
  again: '重拍',
  give: { photo: '拍照', video: '拍视频' },
  pickOrder: '选订单',
}

export const en: typeof zh = {
  title: (form) => `What is needed: ${form}`,
  progress: (got, wanted) => `${got} of ${wanted}`,
  next: (label) => `Still needed: ${label}`,
  done: 'All that is required is here',
  optional: 'optional',
  state: { missing: 'missing', unclear: 'unclear', got: 'received', skipped: 'not needed' },
  files: (count) => (count === 1 ? '1 file' : `${count} files`),
  example: (label) => `Example: ${label}`,
  again: 'Take again',
  give: { photo: 'Take photo', video: 'Take video' },
  pickOrder: 'Pick order',
}

export const words = {
  zh,
  en: () => import('./words.ts?en'),
  tw: () => import('./words.ts?tw'),
}
