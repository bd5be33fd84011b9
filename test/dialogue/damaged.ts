import { image, talk } from '../support/dialogue.ts'

/** A customer in the damaged flow who has given a description only. */
export const damaged = (...world: Parameters<typeof talk>) => {
  const chat = talk(...world)
  chat.says('收到就碎了', 'damaged')
  return chat
}

/** As `damaged`, with everything given. */
export const reported = () => {
  const chat = damaged()
  chat.sendsWith('260011112222', {}, image('first'))
  return chat
}
