import { describe, expect, test } from 'vitest'
import { suggestFile } from '../../src/playbook/schema/index.ts'
import { aPlaybook, dayMs, delivered, talk } from '../support/dialogue.ts'

describe('given suggestions', () => {
  const suggesting = aPlaybook({
    suggest: {
      ...suggestFile.parse({}),
      suggestions: [
        {
          id: 'size',
          when: { words: ['不喜欢'], not_words: [], unless: [] },
          say: '是尺码不合适吗？可以换。',
          offers: [],
          for_people: '先问尺码',
          source: 'replies/suggest.yaml:1:1',
        },
      ],
    },
  })

  test('when one fits, then it is said after the answer, once', () => {
    const chat = talk(suggesting, { orders: [delivered] })
    const heard = chat.says('不喜欢，能开发票不', 'invoice')
    expect(heard.said).toMatch(/^发票.*\n\n是尺码不合适吗？可以换。$/)
    expect(heard.because).toContain('replies/suggest.yaml:1:1')
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).not.toContain('尺码')
  })

  test('when the round is over within a week, then it is not said again', () => {
    const chat = talk(suggesting, { orders: [delivered] })
    chat.says('不喜欢，能开发票不', 'invoice')
    chat.passes(5 * dayMs)
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).not.toContain('尺码')
    chat.passes(8 * dayMs)
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).toContain('尺码')
  })

  test('when a person is called, then it is for them', () => {
    const heard = talk(suggesting, { orders: [delivered] }).says('不喜欢，转人工')
    expect(heard.said).not.toContain('尺码')
    expect(heard.next.phase).toMatchObject({
      handoff: { next: { text: '先问尺码', source: 'replies/suggest.yaml:1:1' } },
    })
  })
})
