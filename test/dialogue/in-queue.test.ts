import { describe, expect, test } from 'vitest'
import { hourMs, image, minuteMs, noon, talk } from '../support/dialogue.ts'
import { customer } from './case-shop.ts'

/** Of somebody who told of a breakage and asked for a person. */
const queued = () => {
  const chat = talk()
  chat.says('收到就碎了', 'damaged')
  chat.says('人工')
  chat.passes(minuteMs)
  return chat
}

describe('another trouble while a person is waited for', () => {
  test('joins the form that is open, and the place in the queue stays', () => {
    const chat = queued()
    const heard = chat.says('还少发了一只', 'missing')
    expect(heard).toMatchObject({ kind: 'collect', rung: 'human_owns' })
    expect(heard.said).toContain('破损照片')
    expect(chat.tickets).toMatchObject([{ title: '收到破损、少发', status: 'partial' }])
    expect(heard.next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { reason: 'customer_request', at: noon },
      run: { also: ['missing'] },
    })
  })

  test('winds no clock that would remind or give up', () => {
    const names = queued()
      .says('还少发了一只', 'missing')
      .effects.flatMap((effect) => (effect.kind === 'startTimer' ? [effect.name] : []))
    expect(names).not.toContain('evidence_reminder')
    expect(names).not.toContain('evidence_expiry')
  })

  test('leaves it known who had the chat and said nothing', () => {
    const chat = queued()
    chat.isGiven()
    chat.fires('agent_silent')
    expect(chat.says('还少发了一只', 'missing').next.phase).toMatchObject({
      handoff: { passedBy: ['lin'], passedAt: chat.at },
    })
  })

  test('told once more is no news', () => {
    const chat = queued()
    chat.says('真的碎了', 'damaged')
    expect(chat.tickets).toHaveLength(1)
    expect(chat.says('就是碎了', 'damaged').said).toBe('')
  })
})

describe('a question of fact while a person is waited for', () => {
  test('is answered, and that the place is kept is said once', () => {
    const chat = queued()
    const heard = chat.says('怎么开发票', 'invoice')
    expect(heard).toMatchObject({ kind: 'answer', next: { phase: { kind: 'awaitingAgent' } } })
    expect(heard.said).toMatch(/开具。\n\n位置没有变。$/)
    expect(chat.says('什么时候发货', 'shipping_time').said).toBe('48 小时内发货。')
  })

  test('for which a person would be called is left to the one who comes', () => {
    const chat = queued()
    chat.says('快点')
    expect(chat.says('我要投诉', 'complaint')).toMatchObject({ kind: 'silent', said: '' })
  })

  test('that is not sure gets no list to choose from', () => {
    const chat = queued()
    const ranking = { outcome: 'clarify', ranking: [['invoice', 0.5]] } as const
    chat.says('快点')
    expect(chat.says('那个票', ranking)).toMatchObject({ kind: 'silent', said: '' })
  })

  test('is none for who is furious with us', () => {
    const chat = talk()
    chat.says('骗子', { mood: { emotion: 3 } })
    chat.says('快点')
    const fury = { intent: 'invoice', mood: { emotion: 3 } } as const
    expect(chat.says('骗子，发票呢', fury)).toMatchObject({ kind: 'silent', said: '' })
    expect(chat.says('怎么开发票', 'invoice').kind).toBe('answer')
  })

  test('is none next to a person', () => {
    const chat = queued()
    chat.takes()
    expect(chat.says('怎么开发票', 'invoice')).toMatchObject({ kind: 'silent', said: '' })
  })
})

describe('what has an answer of its own while a person is waited for', () => {
  test('a changed mind is acknowledged each time, and noted for the colleague', () => {
    const chat = queued()
    expect(chat.says('算了不取消了')).toMatchObject({
      said: '改主意没关系。',
      notes: ['改了主意：「算了不取消了」'],
    })
    expect(chat.says('等等，还是要吧')).toMatchObject({ said: '改主意没关系。' })
  })

  test('thanks get a kind word once', () => {
    const chat = queued()
    expect(chat.says('谢谢', 'thanks').said).toBe('不客气呀。')
    expect(chat.says('谢谢', 'thanks').said).toBe('')
  })

  test('health is asked after once, and once more when the promise is broken', () => {
    const chat = customer()
    chat.says('漏电了', 'safety_incident')
    expect(chat.says('我很难受').said).toBe('请去看医生。')
    chat.passes(minuteMs)
    expect(chat.says('还是难受').said).not.toContain('医生')
    expect(chat.says('在医院，还是难受').said).not.toContain('医生')
    chat.passes(hourMs)
    const [ticket] = chat.tickets
    const clock = ticket?.clocks[0]
    chat.fires('stage_clock', `${ticket?.id}/${clock?.id}/breach`)
    expect(chat.says('还是难受').said).toContain('请去看医生。')
  })

  test('is not said where nobody was hurt', () => {
    const chat = queued()
    chat.says('快点')
    expect(chat.says('心里难受').said).toBe('')
  })

  test('the last picture that was missing is received; ten more are not ten notices', () => {
    const chat = queued()
    expect(chat.sends(image('a')).because).toBe('排队中，收到破损照片')
    for (let n = 0; n < 10; n += 1) expect(chat.sends(image(`b-${n}`)).said).toBe('')
  })

  test('what is chosen is named back', () => {
    const chat = queued()
    chat.says('快点')
    expect(chat.says('换货吧').said).toBe('「换货」记下了。')
    expect(chat.says('换货吧').said).toBe('')
  })
})

describe('given that nobody is on duty', () => {
  const opensAt = noon + 9 * hourMs
  const closed = { desk: { open: false, online: 0, ahead: 0, opensAt } }

  test('the hours are told once a wait, and again to who asks', () => {
    const chat = customer(closed)
    expect(chat.says('转人工').said).toContain('下班了')
    expect(chat.says('快点').said).not.toContain('下班了')
    chat.passes(6 * minuteMs)
    expect(chat.says('快点').said).not.toContain('下班了')
    expect(chat.says('几点有人').said).toContain('下班了')
  })

  test('who still waits after hours hears it once more', () => {
    const chat = customer(closed)
    chat.says('转人工')
    chat.passes(7 * hourMs)
    expect(chat.says('快点').said).toContain('下班了')
  })

  test('the next wait begins anew', () => {
    const chat = customer(closed)
    chat.says('转人工')
    chat.takes()
    chat.returns()
    chat.passes(minuteMs)
    expect(chat.says('转人工').said).toContain('下班了')
  })
})
