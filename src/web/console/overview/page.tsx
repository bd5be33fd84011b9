import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Result, Spin } from 'antd'
import { useMemo } from 'react'
import type { Overview } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { texts } from '../texts.ts'
import { type Drill, queryOf, searchOf } from './address.ts'
import { ChartCard } from './chart-card.tsx'
import { Controls } from './controls.tsx'
import { Headline } from './headline.tsx'
import { ListDrawer } from './list-drawer.tsx'
import { Now } from './now.tsx'
import { endName } from './opinion-sheets.ts'
import { charts, sheetsOf } from './sheets.ts'
import { say } from './texts.ts'
import { useShown } from './use-shown.ts'
import './style.css'

const liveMs = 5_000
const periodMs = 60_000

/** The shop in numbers, for those above the agents. */
export function OverviewPage() {
  const { shown } = useShown()
  const shop = { shop: shown.shops }
  const live = useQuery({
    queryKey: ['overview', 'now', shop],
    queryFn: () => api.overviewNow(searchOf(shop)),
    refetchInterval: liveMs,
    placeholderData: keepPreviousData,
  })
  const query = queryOf(shown)
  const { data, error, refetch } = useQuery({
    queryKey: ['overview', 'period', query],
    queryFn: () => api.overview(searchOf(query)),
    refetchInterval: periodMs,
    placeholderData: keepPreviousData,
  })
  if (data === undefined && error === null) return <Spin className="loading" delay={200} />
  return (
    <main className="overview">
      <div className="ov-top">
        <h2>{say.title}</h2>
        <Controls today={live.data?.day ?? data?.to ?? ''} shops={data?.shops ?? []} />
      </div>
      {error !== null && (
        <Result
          status="error"
          title={say.loadFailed}
          subTitle={sentenceOf(error)}
          extra={<Button onClick={() => void refetch()}>{say.retry}</Button>}
        />
      )}
      {live.data && <Now now={live.data} levels={(level) => nameOfLevel(data, level)} />}
      {data && <Period overview={data} />}
      <ListDrawer nameFor={(drill) => narrowing(data, drill)} />
    </main>
  )
}

function Period({ overview }: { overview: Overview }) {
  const sheets = useMemo(() => sheetsOf(overview), [overview])
  const isOneDay = overview.from === overview.to
  return (
    <>
      <h2 className="ov-period">
        {say.head.title}
        <small>{isOneDay ? overview.from : say.period.to_(overview.from, overview.to)}</small>
      </h2>
      <Headline overview={overview} />
      <div className="ov-charts">
        {charts
          // Of one day there is no course of answers; its median stands above.
          .filter((chart) => !isOneDay || chart !== 'response')
          .map((chart) => (
            <ChartCard key={chart} chart={chart} sheet={sheets[chart]} overview={overview} />
          ))}
      </div>
    </>
  )
}

const nameOfLevel = (overview: Overview | undefined, level: number): string =>
  overview?.levels.find((each) => each.level === level)?.name ?? String(level)

/** What narrows a list, in words. */
function narrowing(overview: Overview | undefined, drill: Drill): readonly string[] {
  const { reason, intent, agent, stage, clock, level, channel, weekday, hour, from, to } = drill
  const { outcome, because, score, duty } = drill
  const named = [
    reason && (texts.reason[reason] ?? say.unknownReason),
    intent && titleOf(overview, intent),
    agent && (overview?.agents.find(({ id }) => id === agent)?.name ?? agent),
    stage && Object.entries(texts.stage).find(([key]) => key === stage)?.[1],
    clock && overview?.clocks.find((each) => each.clock === clock)?.title,
    level && nameOfLevel(overview, Number(level)),
    channel && (texts.channel[channel] ?? channel),
    weekday && weekdayAt(Number(weekday), hour),
    duty && Object.entries(say.duty).find(([key]) => key === duty)?.[1],
    outcome && endName(outcome),
    because && Object.entries(say.charts.answers.because).find(([key]) => key === because)?.[1],
    score && say.charts.survey.stars(Number(score)),
    from && (from === to ? from : say.period.to_(from, to ?? '')),
  ]
  return named.flatMap((each) => (each === undefined || each === '' ? [] : [each]))
}

const titleOf = (overview: Overview | undefined, intent: string): string =>
  [...(overview?.intents ?? []), ...(overview?.answers ?? [])].find(
    (each) => each.intent === intent,
  )?.title ?? intent

const weekdayAt = (weekday: number, hour: string | undefined): string => {
  const day = say.weekdays[weekday] ?? ''
  return hour === undefined ? day : say.charts.heat.at(day, Number(hour))
}
