import { expect, test } from 'vitest'
import { createUploadQuota } from '../../src/http/upload-quota.ts'
import { conversationId } from '../../src/model/ids.ts'

const mebibyte = 1024 * 1024
const mine = conversationId('c_mine')

test('200 MB a day are enough, films under way included', () => {
  let at = 0
  const quota = createUploadQuota({ now: () => at })
  const films = Array.from({ length: 4 }, () => quota.begin(mine, 50 * mebibyte))
  expect(() => quota.begin(mine, 1)).toThrow('一天最多上传 200 MB')
  quota.begin(conversationId('c_other'), 50 * mebibyte)
  films[0]?.kept(2 * mebibyte)
  films[1]?.end()
  quota.begin(mine, 50 * mebibyte).kept(50 * mebibyte)
  quota.begin(mine, 48 * mebibyte).kept(48 * mebibyte)
  expect(() => quota.begin(mine, 1)).toThrow('一天最多上传 200 MB')
  at += 24 * 3_600_000
  quota.begin(mine, 50 * mebibyte)
})

test('what was kept is not given back', () => {
  const quota = createUploadQuota({ now: () => 0 })
  for (let i = 0; i < 20; i++) {
    const upload = quota.begin(mine, 10)
    upload.kept(10)
    upload.end()
  }
  expect(() => quota.begin(mine, 10)).toThrow('一天最多上传 20 个文件')
})
