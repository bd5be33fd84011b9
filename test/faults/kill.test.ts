import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { aBridgeEvent, createBridgeClient, createCallbackServer } from '../support/bridge-client.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { aSecret, logIn } from '../support/running-counter.ts'

const kills = 10
const senders = 12
const conversations = 24
const { SEED } = process.env
const seed = Number(SEED ?? Date.now() % 100_000)

/** Small, fast and repeatable; from Tommy Ettinger's mulberry32. */
const randomOf = (start: number) => {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

test(`killed ${kills} times under load: nothing acknowledged is lost, nothing is answered twice (seed ${seed})`, async () => {
  const random = randomOf(seed)
  const secret = aSecret()
  const callback = await createCallbackServer({ secret })
  const counter = await aCounterProcess({
    BURST_WINDOW_MS: '0',
    CHANNEL_BRIDGE_DEMO_SECRET: secret,
    CHANNEL_BRIDGE_DEMO_CALLBACK_URL: callback.url,
  })
  const { url } = counter
  const bridge = createBridgeClient({ baseUrl: url, account: 'demo', secret })

  const acked = new Map<string, string>()
  const order = new Map<string, string[]>()
  let sending = true
  let count = 0

  /** One conversation after another, each event sent again until it is acknowledged, as platforms do. */
  const sender = async (mine: readonly string[]) => {
    while (sending) {
      for (const conversation of mine) {
        count += 1
        const id = `m-${count}`
        const event = aBridgeEvent({
          id,
          conversation,
          customer: { id: `buyer-of-${conversation}` },
          at: Date.now(),
          // Answered every time: thanks are no question that could be asked too often.
          parts: [{ type: 'text', text: '好的谢谢' }],
        })
        order.get(conversation)?.push(id)
        while (!acked.has(id)) {
          const copies = random() < 0.1 ? 2 : 1
          const answers = await Promise.all(
            Array.from({ length: copies }, () => bridge.post(event).catch(() => undefined)),
          )
          if (answers.some((answer) => answer?.status === 200)) acked.set(id, conversation)
          else await sleep(20)
        }
      }
    }
  }

  try {
    await counter.start()
    const names = Array.from({ length: conversations }, (_, index) => `k-${index}`)
    for (const name of names) order.set(name, [])
    const share = Math.ceil(conversations / senders)
    const load = Array.from({ length: senders }, (_, index) =>
      sender(names.slice(index * share, (index + 1) * share)),
    )
    for (let round = 0; round < kills; round += 1) {
      await sleep(100 + random() * 400)
      await counter.kill()
      await counter.start()
    }
    await sleep(300)
    sending = false
    await Promise.all(load)

    const answeredIds = () => {
      const byReply = new Map<string, readonly string[]>()
      for (const { id, event } of callback.received) byReply.set(id, event.in_reply_to)
      return byReply
    }
    const agent = await logIn(url, 'lin')
    const stored = new Map<string, string[]>()
    /** Messages that no turn has read, and replies that are still to leave. */
    const unfinished = async () => {
      const text = await (await fetch(`${url}/metrics`)).text()
      const gauge = (name: string) =>
        Number(
          text
            .split('\n')
            .find((line) => line.startsWith(`${name} `))
            ?.split(' ')[1] ?? -1,
        )
      const lines = (status: string) => gauge(`shouhou_outbound_lines{status="${status}"}`)
      return {
        unread: gauge('shouhou_unread_messages'),
        pending: lines('pending'),
        sending: lines('sending'),
        failed: lines('failed'),
        dropped: lines('dropped'),
      }
    }
    const nothing = { unread: 0, pending: 0, sending: 0, failed: 0, dropped: 0 }
    const isDone = async () => JSON.stringify(await unfinished()) === JSON.stringify(nothing)
    for (let tries = 0; tries < 400 && !(await isDone()); tries += 1) await sleep(50)
    for (const name of names) {
      const { transcript } = await agent.detail(name)
      stored.set(
        name,
        transcript.flatMap((line) => (line.author === 'customer' ? [line.external_id ?? ''] : [])),
      )
    }

    // I1: what was acknowledged is kept, once, in the order it was sent.
    for (const [name, sent] of order) {
      const kept = stored.get(name) ?? []
      expect(new Set(kept).size, name).toBe(kept.length)
      expect(kept.slice(-50), name).toEqual(sent.filter((id) => acked.has(id)).slice(-50))
    }
    // Every reply that was decided has left.
    expect(await unfinished()).toEqual(nothing)
    // Of each conversation, replies arrive first in the order of what they answer.
    for (const [name, sent] of order) {
      const answered = [...answeredIds().values()].flat().filter((id) => acked.get(id) === name)
      expect(answered, name).toEqual(sent.filter((id) => answered.includes(id)))
    }
    // I2, I3: at most one reply names a message, however often that reply was delivered.
    const named = [...answeredIds().values()].flat()
    expect(named.length).toBe(new Set(named).size)
    // I7: and nobody was forgotten.
    expect([...acked.keys()].filter((id) => !named.includes(id))).toEqual([])
    expect(acked.size).toBeGreaterThan(kills * 10)
  } finally {
    sending = false
    await counter.dispose()
    await callback.close()
  }
}, 180_000)
