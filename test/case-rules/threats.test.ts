import { expect, test } from 'vitest'
import { severityOf } from '../../src/cases/index.ts'
import { aView, shippedRules } from './support.ts'

const { severity } = await shippedRules()

test.each([
  '今天再没结果我就去12315',
  '已经在消协登记了',
  '不给说法我就发小红书曝光',
  '我找了律师，律师函过两天寄到',
  '那就法院见吧',
  '我要报警处理',
  '你们再拖我就报警了',
  '准备去市场监管局反映你们',
  '我会走法律途径',
  '让电视台的记者来看看',
])('「%s」 is for a supervisor and legal to look at together', (said) => {
  expect(severityOf(severity, aView({ said })).level).toBe(3)
})

test.each([
  '锅一放上去就一直报警',
  '烟雾报警器收到是坏的',
  '快递像是被偷了，要不要报警',
  '12315的电话是多少',
  '照片曝光有点过，看得清裂纹吗',
  '相机曝光不准',
  '送到法院路6号的那单',
  '我不想闹到12315，你们好好处理就行',
  '平板连不上多媒体教室的投影',
  '没想过要曝光谁，就想换个好的',
])('「%s」 is no threat', (said) => {
  expect(severityOf(severity, aView({ said })).level).toBe(2)
})
