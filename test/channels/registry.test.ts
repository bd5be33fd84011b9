import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readAccountsOf } from '../../src/channels/accounts.ts'
import { bridge, type Channel, isAccountOf, readAccounts, web } from '../../src/channels/index.ts'

const secret = 'whsec_c2hvdWhvdS10ZXN0LXNlY3JldC0wMDAx'
const doors = (env: Record<string, string | undefined>) =>
  readAccounts(env).accounts.map(({ channel, account }) => `${channel.name}/${account}`)

describe('accounts of the environment', () => {
  test('the demo shop is there without a single key', () => {
    expect(readAccounts({ PATH: '/bin' }).faults).toEqual([])
    expect(doors({})).toEqual(['web/demo', 'bridge/demo'])
  })

  test('keys of one account make one door', () => {
    const env = {
      CHANNEL_BRIDGE_SHOP2_SECRET: secret,
      CHANNEL_BRIDGE_SHOP2_CALLBACK_URL: 'https://shop.example.com/in',
      CHANNEL_BRIDGE_DEMO_MODE: 'draft',
    }
    const { accounts, faults } = readAccounts(env)
    expect(faults).toEqual([])
    expect(doors(env)).toEqual(['web/demo', 'bridge/demo', 'bridge/shop2'])
    expect(accounts[1]?.settings).toMatchObject({ mode: 'draft' })
    expect(accounts[2]?.settings).toMatchObject({ callback_url: 'https://shop.example.com/in' })
  })

  test('an empty value is as good as none', () => {
    expect(readAccounts({ CHANNEL_BRIDGE_DEMO_SECRET: ' ' }).faults).toEqual([])
    expect(doors({ CHANNEL_BRIDGE_SHOP2_SECRET: '' })).not.toContain('bridge/shop2')
  })

  test('the demo doors have no secret of their own, and each is known for what it is', () => {
    const [first, second] = readAccounts({}).accounts
    expect(first && isAccountOf(web, first) && first.settings.secret).toBe(undefined)
    expect(second && isAccountOf(bridge, second) && second.settings.secret).toBe(undefined)
    expect(second && isAccountOf(web, second)).toBe(false)
  })

  test('all faults are told at once, each with its key and a way out', () => {
    const { faults } = readAccounts({
      CHANNEL_BRDGE_SHOP_SECRET: secret,
      CHANNEL_BRIDGE_SHOP_SECRT: secret,
      CHANNEL_BRIDGE_SHOP_MODE: 'manual',
      CHANNEL_BRIDGE_SHOP_CALLBACK_URL: 'nowhere',
      CHANNEL_BRIDGE_SECRET: secret,
      CHANNEL_BRIDGE_my_SECRET: secret,
      CHANNEL_FAX_SHOP_SECRET: secret,
    })
    expect(faults).toEqual([
      'CHANNEL_BRDGE_SHOP_SECRET: 没有这个渠道；是不是 BRIDGE？',
      'CHANNEL_BRIDGE_SECRET: 键的格式是 CHANNEL_<渠道>_<账号>_<设置>，账号只含大写字母和数字',
      'CHANNEL_BRIDGE_SHOP_SECRT: 渠道 bridge 没有这项设置；是不是 SECRET？',
      'CHANNEL_BRIDGE_my_SECRET: 键的格式是 CHANNEL_<渠道>_<账号>_<设置>，账号只含大写字母和数字',
      'CHANNEL_FAX_SHOP_SECRET: 没有这个渠道；可用：WEB、BRIDGE',
      'CHANNEL_BRIDGE_SHOP_CALLBACK_URL: 必须是 http 或 https 网址',
      'CHANNEL_BRIDGE_SHOP_MODE: 只能是 auto 或 draft',
    ])
  })

  test('no fault repeats a secret', () => {
    const { faults } = readAccounts({ CHANNEL_BRIDGE_SHOP_SECRET: 'hunter2' })
    expect(faults).toHaveLength(1)
    expect(faults[0]).not.toContain('hunter2')
  })

  test('the longest channel name wins, and required settings are missed by their key', () => {
    const settings = z.strictObject({ token: z.string('缺少') })
    const wecom: Channel = { ...bridge, name: 'wecom', settings } as Channel
    const kf: Channel = {
      ...bridge,
      name: 'wecom-kf',
      settings: z.strictObject({ a_b: z.string('缺少'), c: z.string() }),
    } as Channel
    const env = { CHANNEL_WECOM_KF_MAIN_C: '1', CHANNEL_WECOM_MAIN_TOKEN: '2' }
    const { accounts, faults } = readAccountsOf(env, { channels: [wecom, kf], always: [] })
    expect(accounts.map(({ channel, account }) => [channel.name, account])).toEqual([
      ['wecom', 'main'],
    ])
    expect(faults).toEqual(['CHANNEL_WECOM_KF_MAIN_A_B: 缺少'])
  })
})
