import { Input, Segmented, Select } from 'antd'
import { periods } from './address.ts'
import { say } from './texts.ts'
import { useShown } from './use-shown.ts'

/** Which days, and which shop. */
export function Controls({ today, shops }: { today: string; shops: readonly string[] }) {
  const { shown, show } = useShown()
  const { period, tables } = shown
  const kept = { tables, shops: shown.shops }
  const span = period.kind === 'span' ? period : { from: today, to: today }
  const setSpan = (from: string, to: string) => {
    if (from === '' || to === '') return
    const [first, last] = from <= to ? [from, to] : [to, from]
    show({ ...kept, period: { kind: 'span', from: first, to: last } })
  }
  return (
    <div className="ov-controls">
      <Segmented
        aria-label={say.period.label}
        value={period.kind === 'days' ? String(period.days) : 'custom'}
        options={[
          ...periods.map((days) => ({ value: String(days), label: say.period[days] })),
          { value: 'custom', label: say.period.custom },
        ]}
        onChange={(value) => {
          if (value === 'custom') setSpan(today, today)
          else show({ ...kept, period: { kind: 'days', days: Number(value) } })
        }}
      />
      {period.kind === 'span' && (
        <span className="ov-span">
          <Input
            type="date"
            aria-label={say.period.from}
            value={span.from}
            max={today}
            onChange={({ target }) => setSpan(target.value, span.to)}
          />
          <Input
            type="date"
            aria-label={say.period.to}
            value={span.to}
            max={today}
            onChange={({ target }) => setSpan(span.from, target.value)}
          />
        </span>
      )}
      {shops.length > 1 && (
        <Select
          className="ov-shop"
          mode="multiple"
          allowClear
          showSearch={shops.length > 8}
          maxTagCount={1}
          maxTagPlaceholder={(more) => say.shop.more(more.length)}
          popupMatchSelectWidth={false}
          aria-label={say.shop.label}
          placeholder={say.shop.all}
          value={[...shown.shops]}
          options={shops.map((value) => ({ value, label: value }))}
          onChange={(chosen) => show({ ...kept, period, shops: chosen })}
        />
      )}
    </div>
  )
}
