const zh = {
  old: '现在的密码',
  next: '新密码',
  hint: '至少 8 位，不能和账号一样，也别用人人猜得到的',
  again: '再输一遍新密码',
  different: '两遍不一样',
  needed: '请填写',
  save: '改密码',
  cancel: '取消',
  saved: '密码改好了；其他地方的登录都已退出',
}

const en: typeof zh = {
  old: 'Present password',
  next: 'New password',
  hint: 'At least 8 letters; not the login, and none that everybody guesses',
  again: 'New password once more',
  different: 'They differ',
  needed: 'Please fill this in',
  save: 'Change it',
  cancel: 'Cancel',
  saved: 'Your password was changed; you are logged out everywhere else',
}

export const words = { zh, en }
