import { expect, test, vi } from 'vitest'
import { createUseMediaLoad } from '../../src/web/shared/index.ts'

test('the blob of a picture that is not shown any more is given back, also when it came too late', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL')
  const ends: (() => void)[] = []
  const useMediaLoad = createUseMediaLoad(
    {
      useState: (initial) => [initial, () => {}],
      useEffect(effect) {
        const end = effect()
        if (end) ends.push(end)
      },
    },
    async () => 'blob:https://tea.example/1',
  )
  useMediaLoad({ url: 'media:m1' })
  for (const end of ends) end()
  await Promise.resolve()
  await vi.waitFor(() => expect(revoke).toHaveBeenCalledWith('blob:https://tea.example/1'))
})
