import { z } from 'zod'
import { conversationId } from '../../model/ids.ts'
import { may } from '../../model/people.ts'
import type { Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { readShape } from '../input.ts'
import type { Pipe } from './pipe.ts'
import type { Scope } from './scope.ts'

const conversation = z.string().max(200).transform(conversationId).nullable()

const agentFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('viewing'), conversation }),
  z.strictObject({ type: z.literal('typing'), conversation, as: z.enum(['reply', 'note']) }),
])

/** Hears what a console shows and where its agent writes. Returns the end of it. */
export function hearConsole(
  { pipe, scope, failed }: { pipe: Pipe; scope: Scope; failed: (error: unknown) => void },
  { deps, lookers }: Pick<Edge, 'deps' | 'lookers'>,
): () => void {
  const { read, desk } = deps.store
  const { id: me, name } = scope.agent
  const seat = lookers.arrive({ id: me, name })

  pipe.onText((text) => {
    const frame = readShape(agentFrame, text)
    // A console of another version may say more than we know; nothing of it is owed an answer.
    if (frame instanceof Refusal) return
    const { conversation } = frame
    if (conversation === null) take(frame)
    else scope.within(conversation, () => take(frame))
  })

  function take(frame: z.infer<typeof agentFrame>) {
    const { conversation } = frame
    if (frame.type === 'viewing') {
      seat.views(conversation)
      if (conversation !== null) noteRead(conversation).catch(failed)
    } else if (frame.as === 'note' || may(scope.agent.role, 'answer'))
      seat.types(conversation, frame.as)
  }

  /** The shop has read what the one who answers has seen, and not what others looked into. */
  async function noteRead(id: ReturnType<typeof conversationId>) {
    const phase = (await read.conversation(id))?.conversation.phase
    if (phase?.kind !== 'withAgent' || phase.by.kind !== 'agent') return
    if (phase.by.agent === me) await desk.noteRead(id, 'shop', Number.MAX_SAFE_INTEGER)
  }

  return seat.leave
}
