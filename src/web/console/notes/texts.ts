const zh = {
  title: '备注',
  hint: '同事之间的话，顾客看不到',
  which: '看哪些备注',
  filters: { all: '全部', me: '提到我的' },
  none: { all: '还没有人写备注', me: '还没有备注提到您' },
  files: (count: number) => `${count} 个附件`,
  unseen: '未看',
  more: '更早的备注',
  failed: '备注没有读到',
  again: '再试一次',
}

const en: typeof zh = {
  title: 'Notes',
  hint: 'Words among colleagues; no customer sees them',
  which: 'Which notes',
  filters: { all: 'All', me: 'That name me' },
  none: { all: 'Nobody has written a note yet', me: 'No note names you yet' },
  files: (count: number) => (count === 1 ? '1 file' : `${count} files`),
  unseen: 'Not seen',
  more: 'Earlier notes',
  failed: 'The notes could not be read',
  again: 'Try again',
}

export const words = { zh, en }
